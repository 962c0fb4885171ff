import { v4, v5 } from 'uuid';
import type { EventDeclaration, EventId, StreamName } from '#domain';

/** The ids of one command; all follow from the `commandId`, so a repeated command names the same things. */
export interface CommandIds {
  /** uuidv5(commandId, the actor's UUID): two actors' ids never meet. */
  readonly key: string;
  readonly stream: StreamName;
  readonly entry: EventId;
  /** The stream's name was drawn now, so nobody can have written to it. */
  readonly fresh: boolean;
}

/** uuidv5("<stream>/<n>", command key), n the place within the command. */
export const eventIdOf = (stream: StreamName, n: number, commandKey: string): EventId =>
  v5(`${stream}/${n}`, commandKey);

/**
 * @param actor stream of the authenticated actor
 * @param record the record named by the command, if any
 */
export function idsOf(
  declaration: EventDeclaration,
  actor: StreamName,
  commandId: string | undefined,
  record: StreamName | undefined,
): CommandIds {
  const key = v5(commandId?.toLowerCase() ?? v4(), actor.slice('actor-'.length));
  const stream = record ?? `${declaration.aggregate}-${v5('stream', key)}`;
  return { key, stream, entry: eventIdOf(stream, 0, key), fresh: record === undefined && commandId === undefined };
}
