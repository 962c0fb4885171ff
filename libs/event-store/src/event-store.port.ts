import type { LogTexts } from './recorded-text.js';
import type { Brand, EventId, NewEvent, Revision, StoredEvent, StreamName } from '#domain';

/** Where the store keeps an event. Compare only: it rises strictly and is never contiguous. */
export type StorePosition = bigint & Brand<bigint, 'StorePosition'>;

export type ExpectedRevision = Revision | 'no-stream';

/** A stored event with the place at which this store keeps it. */
export type RecordedEvent = StoredEvent & { readonly position: StorePosition };

export interface Appended {
  /** Revision of the last event of the batch. */
  readonly revision: Revision;
  /** Position of the last event of the batch. */
  readonly position: StorePosition;
  /** The events as stored, in order; of a repeated append, those of the first one. */
  readonly events: readonly RecordedEvent[];
  /** True where the same events had been appended before and nothing was recorded now. */
  readonly repeated: boolean;
}

export type LogMessage =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  /** Every event that was in the log when this was sent has been pulled by the consumer. */
  | { readonly kind: 'caught-up' };

export interface CallOptions {
  /** Milliseconds before the call fails with `DeadlineExceededError`; each adapter has a default. */
  readonly deadline?: number;
  readonly signal?: AbortSignal;
}

export interface StreamRange {
  /** Exclusive. */
  readonly after?: Revision;
  /** Inclusive. */
  readonly upTo?: Revision;
  readonly limit?: number;
}

export interface AllRange {
  /** Exclusive. */
  readonly after?: StorePosition;
  /** Inclusive. */
  readonly upTo?: StorePosition;
  readonly limit?: number;
}

/**
 * The log. One contract suite (`#event-store/contract`) holds these promises for every adapter:
 *
 * 1. Revisions are contiguous from 0 within a stream; positions rise strictly; a batch is atomic and contiguous.
 * 2. `after` is exclusive, everywhere.
 * 3. A wrong expectation gives `ConcurrencyError` with the true actual revision.
 * 4. The same event ids with the same expectation give the first result again and record nothing; a partial match
 *    gives `IdempotencyConflictError`. Under a different expectation nothing is promised.
 * 5. Plain JSON only, validated before it reaches the store; callers cannot set what the adapter stamps.
 * 6. `follow` never skips, repeats or goes back, and hides reconnects.
 * 7. Read-ahead is bounded to one page; abort ends an iteration promptly, without an error.
 * 8. What `follow`, `readAll` and `readStream` return for an event is the same, to the byte; so is what follows from
 *    `texts`, where there are such.
 * 9. There is no update, delete, truncate or expiry.
 */
export interface EventStore {
  append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    options?: CallOptions,
  ): Promise<Appended>;

  /** Events of one stream, by revision; nothing where the stream does not exist. */
  readStream(stream: StreamName, range?: StreamRange, options?: CallOptions): AsyncIterable<RecordedEvent>;

  /** All events in log order, up to the end that the log has when it is reached. */
  readAll(range?: AllRange, options?: CallOptions): AsyncIterable<RecordedEvent>;

  /** All events from a place on, then new ones as they come; ends only by `signal`. */
  follow(
    from: 'beginning' | { readonly after: StorePosition },
    options: { readonly signal: AbortSignal },
  ): AsyncIterable<LogMessage>;

  /** Only of a store that keeps text. */
  readonly texts?: LogTexts;

  /** Position of the last event, undefined while the log is empty. */
  head(options?: CallOptions): Promise<StorePosition | undefined>;

  close(): Promise<void>;
}

/** For operators only, apart from the port that commands and projections see. */
export interface RestorableEventStore extends EventStore {
  /** Writes stored events as they are, `recordedAt` included, to the end of the log; used when a log moves house. */
  restore(events: readonly StoredEvent[]): Promise<void>;
}

export type { EventId };
