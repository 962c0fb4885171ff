import { Injectable, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandResult } from '../command.types.js';
import { CommandExecutor } from '../executor/command.executor.js';
import { COMMANDS, type RecordCommand, type RecordCommandClass } from './commands.js';

/**
 * A handler for each command. They differ in nothing but the command's name, so one registration makes them: what is
 * particular to a command stands in its declaration and its aggregate's decider.
 */
export const COMMAND_HANDLERS: readonly Type<ICommandHandler<RecordCommand, CommandResult>>[] = [
  ...COMMANDS.values(),
].map(handlerFor);

function handlerFor(Handled: RecordCommandClass): Type<ICommandHandler<RecordCommand, CommandResult>> {
  const name = `${Handled.name}Handler`;
  const { [name]: Handler } = {
    [name]: class implements ICommandHandler<RecordCommand, CommandResult> {
      constructor(private readonly executor: CommandExecutor) {}
      execute({ request, context }: RecordCommand): Promise<CommandResult> {
        return this.executor.execute(request, context);
      }
    },
  };
  Reflect.defineMetadata('design:paramtypes', [CommandExecutor], Handler!);
  Injectable()(Handler!);
  CommandHandler(Handled)(Handler!);
  return Handler!;
}
