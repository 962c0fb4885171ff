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

/** Writes a batch: rows, feed and checkpoint in one transaction, or nothing. */
export class BatchWriter {
  readonly keys: RecordKeys;
  private readonly checkpoints: CheckpointTable;
  private readonly context: BatchContext;
  private readonly projections: readonly Projection[];

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
    const to = checkpointAfter(changes, from);
    try {
      this.context.begin(changes);
      transaction(this.db, () => {
        this.observe('begun');
        for (const change of changes) this.project(change);
        for (const projection of this.projections) {
          this.observe(`${projection.name} at the end`);
          projection.flush();
        }
        this.keys.flush();
        this.observe('before checkpoint');
        this.checkpoints.move(from, to);
        this.observe('before commit');
      });
      return to;
    } catch (error) {
      this.reset();
      throw error;
    }
  }

  reset(): void {
    this.keys.reset();
    this.context.reset();
    for (const projection of this.projections) projection.reset();
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
