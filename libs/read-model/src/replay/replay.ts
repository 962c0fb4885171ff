import { rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { LogIndex } from '#domain';
import type { EventStore } from '#event-store';
import { copyModel } from '../files/model.copy.js';
import { isComplete, openForReading } from '../files/model.file.js';
import { fillModel } from '../files/model.filling.js';
import { UnusableModelError } from '../files/model.adoption.js';
import { CheckpointTable } from '../projector/checkpoint.js';
import { ModelReader } from '../query/model.reader.js';
import { modelSignature } from '../tables/model.signature.js';
import { compareModels, type RowDifference } from './compare.models.js';

export interface Replay {
  readonly log: Pick<EventStore, 'readAll' | 'readStream'>;
  /** The read model that serves; it may go on being written. */
  readonly serving: string;
  /** Two paths that no file has; made, and removed at the end. */
  readonly copy: string;
  readonly fresh: string;
  readonly staleAfterDays: number;
  /** The last index that is compared, of those that it holds; by default all. */
  readonly until?: (model: ReplayedModel) => LogIndex;
  readonly onProgress?: (done: number, all: number) => void;
}

/** What tells which index is meant by an instant. */
export interface ReplayedModel {
  /** The last index that the read model holds; -1 where it holds none. */
  readonly last: LogIndex;
  /** The last index whose running maximum of `recordedAt` is not later; milliseconds since the epoch. */
  resolve(instant: number): LogIndex;
}

export interface ReplayResult {
  /** The last index that the serving read model holds, and the last that was compared. */
  readonly index: LogIndex;
  readonly until: LogIndex;
  /** Entries that the log held of those; fewer than there are indices where its end is gone. */
  readonly replayed: number;
  readonly differences: Iterable<RowDifference>;
}

/**
 * Makes a read model anew from the log, up to the index that serves, and compares the two row by row.
 * @param use gets the result while both files are open
 * @throws {UnusableModelError} where the serving file is not of this version, or was never finished
 */
export async function replayModel<T>(
  { log, serving, copy, fresh, staleAfterDays, until, onProgress }: Replay,
  use: (result: ReplayResult) => T,
): Promise<T> {
  const signature = modelSignature({ staleAfterDays });
  if (!isComplete(serving, signature))
    throw new UnusableModelError(
      `${serving} is no finished read model of this version with a threshold of ${staleAfterDays} days`,
    );
  const open: DatabaseSync[] = [];
  try {
    await copyModel(serving, copy);
    const found = openForReading(copy);
    open.push(found);
    const { index } = new CheckpointTable(found).read();
    const replayed = await fillModel(fresh, {
      log,
      staleAfterDays,
      limit: index + 1,
      onProgress: onProgress && ((done) => onProgress(done, index + 1)),
    });
    const expected = openForReading(fresh);
    open.push(expected);
    const reader = new ModelReader(expected);
    const upTo = until?.({ last: index, resolve: (instant) => reader.resolve(instant, (replayed - 1) as LogIndex) });
    return use({
      index,
      until: upTo ?? index,
      replayed,
      differences: compareModels(expected, found, upTo ?? index),
    });
  } finally {
    for (const db of open) db.close();
    for (const path of [copy, fresh]) for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  }
}
