import type { EventStore, RecordedEvent } from '#event-store';
import { Projector } from '../projector/projector.js';
import { createModelFile, finishModelFile } from './model.file.js';
import { modelSignature } from '../tables/model.signature.js';

/** Events in one transaction, as the projector has them. */
const BATCH = 500;

export interface Filling {
  readonly log: Pick<EventStore, 'readAll' | 'readStream'>;
  readonly staleAfterDays: number;
  /** Entries at most; by default all that the log holds. */
  readonly limit?: number;
  /** Told how many entries are in it by now. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Fills a new file with what a log makes of it, on this thread.
 * @param file a path that no file has
 * @returns how many entries the log held, of those that were asked for
 */
export async function fillModel(
  file: string,
  { log, staleAfterDays, limit = Infinity, onProgress }: Filling,
): Promise<number> {
  const db = createModelFile(file, modelSignature({ staleAfterDays }));
  const projector = new Projector(log, db, { staleAfterDays });
  let batch: RecordedEvent[] = [];
  let done = 0;
  const flush = async () => {
    await projector.project(batch);
    done += batch.length;
    batch = [];
    onProgress?.(done);
  };
  if (limit > 0)
    for await (const event of log.readAll(limit === Infinity ? {} : { limit })) {
      batch.push(event);
      if (batch.length === BATCH) await flush();
    }
  if (batch.length > 0) await flush();
  finishModelFile(file, db);
  return done;
}
