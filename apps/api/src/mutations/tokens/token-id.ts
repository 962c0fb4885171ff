import { v4, v5, validate } from 'uuid';
import type { StreamName } from '#domain';

/**
 * Id of the token that a command issues: the same for the same command, so that repeating it cannot make a second
 * token. An id is no secret, and nothing can be done with it.
 *
 * @param actor who gives the command
 * @returns 32 lower-case hexadecimal digits
 */
export function tokenIdFor(actor: StreamName, commandId: string | undefined): string {
  // What is no UUID is refused when the command is handled; it only must not fail before.
  const known = commandId !== undefined && validate(commandId);
  const uuid = known ? v5('token', v5(commandId.toLowerCase(), actor.slice('actor-'.length))) : v4();
  return uuid.replaceAll('-', '');
}
