import type { EventId, LogIndex, StreamName } from '#domain';
import type { DatabaseSync } from 'node:sqlite';
import type { Folded } from '../fold/folded.record.js';
import type { RecordChange } from '../fold/record.change.js';
import type { RecordKeys } from '../tables/record.keys.js';

/** What a projection may look at while it is told of one change. */
export interface ProjectionContext {
  readonly db: DatabaseSync;
  readonly keys: RecordKeys;
  /** Records as they stood at the change's index, the change included. */
  current(record: StreamName): Folded | undefined;
  /** Records that are found at the near end of links to this one: what was done about an incident. */
  pointingAt(record: StreamName): ReadonlySet<StreamName>;
  /** Where an entry stands in the log, one of the change's own included. */
  placeOf(entry: EventId): LogIndex;
  readonly staleAfterDays: number;
}

/**
 * Turns changes into rows, synchronously and within the batch's transaction. It is written once and run live and in a
 * rebuild alike; what it keeps in memory is a cache of its tables, which `reset` empties after a failed transaction.
 */
export interface Projection {
  readonly name: string;
  /** Tables that it alone writes. */
  readonly tables: readonly string[];
  apply(change: RecordChange): void;
  /** Writes what waits, at the end of the batch and within its transaction. */
  flush(): void;
  reset(): void;
}

export type ProjectionFactory = (context: ProjectionContext) => Projection;
