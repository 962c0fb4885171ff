import type { EventId, LogIndex } from '#domain';
import type { StorePosition } from '#event-store';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { fromBytes, toBytes } from '../tables/event-id.bytes.js';

/** The last entry that the tables hold. */
export interface Checkpoint {
  /** -1 before the first. */
  readonly index: LogIndex;
  readonly position?: StorePosition;
  readonly event?: EventId;
  /** Running maximum of `recordedAt`, milliseconds since the epoch. */
  readonly maxRecorded?: number;
}

export const BEGINNING: Checkpoint = { index: -1 as LogIndex };

/** Someone else has moved the checkpoint: what was about to be written is theirs, and is rolled back. */
export class CheckpointMovedError extends Error {
  override readonly name = 'CheckpointMovedError';
  constructor(readonly expected: Checkpoint) {
    super(
      `the read model is no longer at index ${expected.index}: another process writes the same file; ` +
        'give each node a data folder of its own',
    );
  }
}

/** Where the entry at an index stands in the log, undefined where the table holds none. */
export function positionAt(db: DatabaseSync, index: LogIndex): StorePosition | undefined {
  const select = db.prepare('SELECT position FROM entry WHERE idx = ?');
  // Positions may be beyond what a double holds exactly.
  select.setReadBigInts(true);
  return select.get(index)?.['position'] as StorePosition | undefined;
}

export class CheckpointTable {
  private readonly select: StatementSync;
  private readonly swap: StatementSync;

  constructor(db: DatabaseSync) {
    this.select = db.prepare('SELECT idx, position, event, max_recorded FROM checkpoint');
    this.select.setReadBigInts(true);
    this.swap = db.prepare('UPDATE checkpoint SET idx = ?, position = ?, event = ?, max_recorded = ? WHERE idx = ?');
  }

  read(): Checkpoint {
    const row = this.select.get()!;
    const index = Number(row['idx']) as LogIndex;
    if (index < 0) return BEGINNING;
    return {
      index,
      position: row['position'] as StorePosition,
      event: fromBytes(row['event'] as Uint8Array),
      maxRecorded: Number(row['max_recorded']),
    };
  }

  /** @throws {CheckpointMovedError} where it is not at `from`: the caller's transaction must then roll back. */
  move(from: Checkpoint, to: Checkpoint): void {
    const { index, position, event, maxRecorded } = to;
    const { changes } = this.swap.run(index, position!, toBytes(event!), maxRecorded!, from.index);
    if (Number(changes) !== 1) throw new CheckpointMovedError(from);
  }
}
