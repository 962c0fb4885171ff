import type { EventId, LogIndex, Revision, StreamName } from '#domain';
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

/** Where an entry stands in its record: the same in every store that holds the log. */
export interface Place {
  readonly record: StreamName;
  readonly revision: Revision;
}

/** Of the entry at an index, undefined where the table holds none. */
export function placeAt(db: DatabaseSync, index: LogIndex): Place | undefined {
  const select = db.prepare(
    'SELECT name AS record, revision FROM entry JOIN record ON record.id = entry.record WHERE idx = ?',
  );
  return select.get(index) as Place | undefined;
}

export class CheckpointTable {
  private readonly select: StatementSync;
  private readonly swap: StatementSync;

  constructor(db: DatabaseSync) {
    this.select = db.prepare('SELECT idx, position, event, max_recorded FROM checkpoint');
    // Positions may be beyond what a double holds exactly.
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
