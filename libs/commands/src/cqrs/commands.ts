import { Command } from '@nestjs/cqrs';
import type { EventDeclaration } from '#domain';
import { catalogue } from '#catalogue';
import type { CommandContext, CommandRequest, CommandResult } from '../command.types.js';

/** What the CommandBus carries: a request, and who makes it. */
export class RecordCommand extends Command<CommandResult> {
  constructor(
    readonly request: CommandRequest,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export type RecordCommandClass = new (request: CommandRequest, context: CommandContext) => RecordCommand;

/** One command class for each event that can be recorded, named after its mutation: `OpenInvestigation`. */
export const COMMANDS: ReadonlyMap<string, RecordCommandClass> = new Map(
  catalogue.current().map(({ declaration }) => [declaration.type, commandClass(declaration)]),
);

function commandClass({ mutation, type }: EventDeclaration): RecordCommandClass {
  const name = mutation ? mutation[0]!.toUpperCase() + mutation.slice(1) : `Record${type}`;
  return { [name]: class extends RecordCommand {} }[name]!;
}

/** The command for a request; the type was checked where the request was made. */
export function commandFor(request: CommandRequest, context: CommandContext): RecordCommand {
  const CommandOfType = COMMANDS.get(request.type);
  if (!CommandOfType) throw new Error(`There is no command that records ${request.type}`);
  return new CommandOfType(request, context);
}
