import type { LogIndex, StreamName } from '#domain';
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '#sqlite';
import type { Folded } from '../fold/folded.record.js';
import type { RecordChange } from '../fold/record.change.js';
import type { Projection } from '../projections/projection.js';
import { createProjections } from '../projections/projections.js';
import { RecordKeys } from '../tables/record.keys.js';
import { BatchContext } from './batch.context.js';
import { CheckpointTable, type Checkpoint } from './checkpoint.js';

/** Told before each step of a batch; a test makes it throw, to see that a crash between any two changes nothing. */
export type StepObserver = (step: string) => void;

/** A batch failed half-way in a file that is being filled, which has no journal to take it back by. */
export class SpoiltFileError extends Error {
  override readonly name = 'SpoiltFileError';
  constructor(cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${why}; what was filled is thrown away and filled anew at the next start`, { cause });
  }
}

/**
 * Writes a batch: rows, feed and checkpoint in one transaction, or nothing. In a file that is being filled the
 * transaction is that of the filling, and after an error nothing more is written to it.
 */
export class BatchWriter {
  readonly keys: RecordKeys;
  private readonly checkpoints: CheckpointTable;
  private readonly context: BatchContext;
  private readonly projections: readonly Projection[];
  private spoilt: SpoiltFileError | undefined;

  constructor(
    private readonly db: DatabaseSync,
    beyond: (record: StreamName) => Folded | undefined,
    staleAfterDays: number,
    private readonly observe: StepObserver = () => {},
  ) {
    this.keys = new RecordKeys(db);
    this.checkpoints = new CheckpointTable(db);
    this.context = new BatchContext(db, this.keys, beyond, staleAfterDays);
    this.projections = createProjections(this.context);
  }

  checkpoint(): Checkpoint {
    return this.checkpoints.read();
  }

  /** @returns the new checkpoint. After an error nothing is written, and caches that ran ahead are empty. */
  write(changes: readonly RecordChange[], from: Checkpoint): Checkpoint {
    if (this.spoilt) throw this.spoilt;
    const to = checkpointAfter(changes, from);
    const filling = this.db.isTransaction;
    try {
      if (filling) this.writeAll(changes, from, to);
      else transaction(this.db, () => this.writeAll(changes, from, to));
      return to;
    } catch (error) {
      this.reset();
      if (filling) throw (this.spoilt = new SpoiltFileError(error));
      throw error;
    }
  }

  reset(): void {
    this.keys.reset();
    this.context.reset();
    for (const projection of this.projections) projection.reset();
  }

  private writeAll(changes: readonly RecordChange[], from: Checkpoint, to: Checkpoint): void {
    this.observe('begun');
    this.context.begin(changes);
    for (const change of changes) this.project(change);
    for (const projection of this.projections) {
      this.observe(`${projection.name} at the end`);
      projection.flush();
    }
    this.keys.flush();
    this.observe('before checkpoint');
    this.checkpoints.move(from, to);
    this.observe('before commit');
  }

  private project(change: RecordChange): void {
    this.context.enter(change);
    for (const projection of this.projections) {
      this.observe(`${projection.name} of ${change.index}`);
      projection.apply(change);
    }
  }
}

function checkpointAfter(changes: readonly RecordChange[], from: Checkpoint): Checkpoint {
  const last = changes.at(-1)!;
  const recorded = changes.map(({ event }) => Date.parse(event.recordedAt));
  return {
    index: last.index as LogIndex,
    position: last.event.position,
    event: last.event.id,
    maxRecorded: Math.max(from.maxRecorded ?? -Infinity, ...recorded),
  };
}
