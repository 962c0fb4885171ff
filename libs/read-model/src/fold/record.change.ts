import type { EventId, LogIndex, StreamName } from '#domain';
import type { RecordedEvent } from '#event-store';
import type { Folded } from './folded.record.js';

/** The words that count of one entry: its own, or those of the correction in its place. */
export interface TextBearer {
  readonly event: EventId;
  readonly text: string;
}

/** A text was withheld from an entry: every version of its record says so. */
export interface Rewrite {
  readonly record: StreamName;
  readonly entry: EventId;
  readonly path: string;
  /** Each earlier version anew, by its index. */
  readonly versions: readonly { readonly index: LogIndex; readonly folded: Folded }[];
  readonly bearers: readonly TextBearer[];
}

/** One event, and what it made of its record: all that a projection is told. */
export interface RecordChange {
  readonly index: LogIndex;
  /** As read today: upcast, without what was withheld. */
  readonly event: RecordedEvent;
  readonly before?: Folded;
  readonly after: Folded;
  /** Where the record was folded anew: the words that count now, all of them. */
  readonly bearers?: readonly TextBearer[];
  readonly rewrite?: Rewrite;
}
