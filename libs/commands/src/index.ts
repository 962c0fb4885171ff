export * from './executor/index.js';
export { COMMANDS, commandFor, RecordCommand } from './cqrs/commands.js';
export { COMMAND_HANDLERS } from './cqrs/command.handlers.js';
export { CommandsModule } from './cqrs/commands.module.js';
