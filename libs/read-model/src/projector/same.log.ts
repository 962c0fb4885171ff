import type { EventStore } from '#event-store';
import type { Checkpoint, Place } from './checkpoint.js';

/** The checkpoint's event is not where it was: the log has been replaced, or has moved to another store. */
export class ForeignLogError extends Error {
  override readonly name = 'ForeignLogError';
}

/**
 * Looks the checkpoint's event up by its stream: a server may refuse a position that is none of its own, where all that is
 * wrong is that the log has moved.
 *
 * @param place of the checkpoint's event, undefined where nothing was projected
 * @throws {ForeignLogError} where the log is not the one that was projected up to the checkpoint, where it was
 */
export async function requireSameLog(
  log: Pick<EventStore, 'readStream'>,
  { position, event }: Checkpoint,
  place: Place | undefined,
): Promise<void> {
  if (position === undefined || place === undefined) return;
  const { record, revision } = place;
  for await (const found of log.readStream(record, { after: revision - 1, limit: 1 })) {
    if (found.id !== event)
      throw new ForeignLogError(`the log holds event ${found.id} where ${event} was projected from`);
    if (found.position !== position)
      throw new ForeignLogError(`the log holds event ${event} at position ${found.position}, and not at ${position}`);
    return;
  }
  throw new ForeignLogError(`the log no longer holds event ${event}, the last that was projected`);
}
