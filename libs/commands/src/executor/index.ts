export * from '../command.types.js';
export { CommandExecutor, type ExecutorOptions } from './command.executor.js';
export { RecordLoader, type LoadedRecord } from './record-loader.js';
export { eventIdOf, idsOf } from './command-ids.js';
