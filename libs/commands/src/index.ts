export * from './command.types.js';
export { CommandExecutor, type ExecutorOptions } from './executor/command.executor.js';
export { RecordLoader, type LoadedRecord } from './executor/record-loader.js';
export { eventIdOf, idsOf } from './executor/command-ids.js';
export { COMMANDS, commandFor, RecordCommand } from './cqrs/commands.js';
export { COMMAND_HANDLERS } from './cqrs/command.handlers.js';
export { CommandsModule } from './cqrs/commands.module.js';
