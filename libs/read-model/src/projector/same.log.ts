import type { EventStore, StorePosition } from '#event-store';
import type { Checkpoint } from './checkpoint.js';

/** The checkpoint's event is not where it was: the log has been replaced. */
export class ForeignLogError extends Error {
  override readonly name = 'ForeignLogError';
}

/**
 * @param previous position of the entry before the checkpoint's, undefined where that is the first
 * @throws {ForeignLogError} where the log is not the one that was projected up to the checkpoint
 */
export async function requireSameLog(
  log: Pick<EventStore, 'readAll'>,
  { position, event }: Checkpoint,
  previous: StorePosition | undefined,
): Promise<void> {
  if (position === undefined) return;
  for await (const found of log.readAll({ after: previous, upTo: position })) {
    if (found.id === event) return;
    throw new ForeignLogError(`the log holds event ${found.id} where ${event} was projected from`);
  }
  throw new ForeignLogError(`the log no longer holds event ${event}, the last that was projected`);
}
