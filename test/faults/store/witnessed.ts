import type { ExpectedRevision } from '#event-store';
import type { Revision, StreamName } from '#domain';

/** What one call of `append` gave to whoever had called. */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly revision: Revision;
      readonly position: bigint;
      readonly ids: readonly string[];
      readonly repeated: boolean;
    }
  /** Someone else was first. */
  | { readonly kind: 'refused'; readonly actual: ExpectedRevision }
  /** No answer in time, or the log away: it may be there. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** Anything else: nothing in a campaign should lead to it. */
  | { readonly kind: 'failed'; readonly why: string };

/** The same events with the same expectation, however often they were sent, and by whom. */
export interface SentBatch {
  readonly name: string;
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly ids: readonly string[];
  readonly outcomes: readonly Outcome[];
}

/** An event as the double holds it; read from the double itself and not through the adapter. */
export interface Stored {
  readonly id: string;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: bigint;
}

/** An event as the adapter gave it: its place, and all of it as text. */
export interface Seen {
  readonly id: string;
  readonly position: bigint;
  readonly bytes: string;
}

export interface StreamRead {
  readonly stream: StreamName;
  readonly ids: readonly string[];
}

export interface Followed {
  readonly name: string;
  readonly seen: readonly Seen[];
  /** Each time it was told that it had all, while it lacked what had been answered before: what it lacked. */
  readonly toldTooEarly: readonly string[];
  readonly problems: readonly string[];
}

export type Tables = Readonly<Record<string, readonly string[]>>;

export interface ModelState {
  readonly name: string;
  /** What the one that lived through it all holds. */
  readonly lived: Tables;
  /** What one holds that was made anew from the log. */
  readonly rebuilt: Tables;
  readonly problems: readonly string[];
}

/** All that was seen of a run, by those who took part and afterwards. */
export interface Witnessed {
  readonly batches: readonly SentBatch[];
  readonly log: readonly Stored[];
  /** By `readAll`, afterwards. */
  readonly readAll: readonly Seen[];
  /** By `readStream`, during the run. */
  readonly reads: readonly StreamRead[];
  readonly followers: readonly Followed[];
  readonly models: readonly ModelState[];
}
