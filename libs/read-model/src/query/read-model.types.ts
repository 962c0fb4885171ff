import type { EpochMs, EventId, LogIndex, RecordState, StoredEvent, StreamName } from '#domain';
import type { StorePosition } from '#event-store';
import type { ListedKind } from './facets.catalogue.js';
import type { Order, Page, PageRequest, RecordFilter } from './filter.types.js';
import type { FacetSet, IncidentFile, IndexedEntry, RecordView, Unlisted } from './views.types.js';

/** How records belong together: `of` names the near end, the other is what is asked for. */
export type LinkKind = 'investigation' | 'case' | 'statement' | 'person' | 'agency' | 'source' | 'incident';

/** A part of a sequence of entries; both ends are exclusive, and the order is that of the log either way. */
export interface EntryRange {
  readonly after?: LogIndex;
  readonly before?: LogIndex;
  readonly limit: number;
  /** Whether the limit counts from the end. */
  readonly backwards?: boolean;
  /** Only events of these types. */
  readonly types?: readonly string[];
}

export interface SearchOptions {
  readonly kinds?: readonly ListedKind[];
  /** Merged and retracted records, which are left out by default. */
  readonly include?: readonly Unlisted[];
  readonly limit: number;
}

/** Everything at one index, now or in the past, so that all parts of an answer agree. */
export interface Snapshot {
  /** Inclusive; -1 while the log is empty. */
  readonly index: LogIndex;
  record<State = unknown>(id: StreamName): RecordView<State> | undefined;
  /** In the order asked for; undefined where there is no such record. Batches: one look-up per record, none per call. */
  records<State = unknown>(ids: readonly StreamName[]): readonly (RecordView<State> | undefined)[];
  /** @throws {UnknownPlaceError} where a place goes on from a record that there is none of. */
  list<Kind extends ListedKind>(
    kind: Kind,
    filter: RecordFilter<Kind>,
    order: Order,
    page: PageRequest,
  ): Page<StreamName>;
  count<Kind extends ListedKind>(kind: Kind, filter: RecordFilter<Kind>): number;
  /** Ids of the records of one kind that each of the given records is linked with, either way, in order of recording. */
  linked(ids: readonly StreamName[], to: LinkKind): ReadonlyMap<StreamName, readonly StreamName[]>;
  /**
   * Other records of the same kind that may be about the same thing as each of the given ones: incidents with the same
   * external id, sources with the same digest or address. Merged and retracted ones are settled, and left out.
   */
  alike(ids: readonly StreamName[]): ReadonlyMap<StreamName, readonly StreamName[]>;
  /** The incidents that count as duplicates of each of the given ones, be it by way of others. */
  duplicates(ids: readonly StreamName[]): ReadonlyMap<StreamName, readonly StreamName[]>;
  /** An incident without its merge, where that closes a circle and is void: no stream alone tells. */
  settled<R extends Pick<RecordState<unknown>, 'id' | 'state' | 'gaps'>>(record: R): R;
  /** Values and facets as lists and subscriptions see them; computed values included. */
  facets(ids: readonly StreamName[]): ReadonlyMap<StreamName, FacetSet>;
  /** Records with their entries, folded anew from the log up to this index. */
  folded<State = unknown>(ids: readonly StreamName[]): Promise<ReadonlyMap<StreamName, RecordState<State>>>;
  /** Incidents with their investigations, cases and statements, from which everything computed follows. */
  files(incidents: readonly StreamName[]): Promise<ReadonlyMap<StreamName, IncidentFile>>;
  /** Where the entries of the given records stand. */
  entries(records: readonly StreamName[], range: EntryRange): readonly IndexedEntry[];
  /** Entries of the whole log. */
  log(range: EntryRange): readonly IndexedEntry[];
  /** Records whose texts hold the words, best first. */
  search(text: string, options: SearchOptions): readonly StreamName[];
  /** The agencies above one, nearest first, those that it was merged into among them; a cycle ends it. */
  parentsOf(agency: StreamName): readonly StreamName[];
  /** What anyone could have known at an instant: refolded from the entries that have a source published by then. */
  publicBy(instant: EpochMs): PublicSnapshot;
}

/**
 * The axis of what was public: single records only. A source was public if the upper bound of its publication is not
 * later than the instant; an entry is shown if one of its sources was, without what only the others support.
 */
export interface PublicSnapshot {
  readonly instant: EpochMs;
  record<State = unknown>(id: StreamName): Promise<RecordView<State> | undefined>;
  folded<State = unknown>(ids: readonly StreamName[]): Promise<ReadonlyMap<StreamName, RecordState<State>>>;
  files(incidents: readonly StreamName[]): Promise<ReadonlyMap<StreamName, IncidentFile>>;
  /** @throws {NotOnThisAxisError} always: which of all records had become public is not indexed. */
  list(): never;
}

/** A place in the change feed: after this (index, sub-index). Sub-index -1 is before the first change of an index. */
export interface FeedPlace {
  readonly index: LogIndex;
  readonly sub: number;
}

/** One incident changed by one event: directly, or by what was done about it. */
export interface IncidentChange {
  readonly place: FeedPlace;
  readonly entry: IndexedEntry;
  readonly incident: StreamName;
  /** Absent where the incident was not on record before. */
  readonly before?: FacetSet;
  readonly after: FacetSet;
}

export interface ReadModelStatus {
  /** -1 while nothing is projected. */
  readonly index: LogIndex;
  readonly position?: StorePosition;
  /** UTC: the running maximum of `recordedAt` up to the index. */
  readonly recordedAt?: string;
  /** The log's id, from `LogOpened`. */
  readonly logId?: string;
  readonly state: 'STARTING' | 'REBUILDING' | 'CATCHING_UP' | 'LIVE' | 'RETRYING' | 'PAUSED' | 'CLOSED';
  /** What the projector last failed at, in words. */
  readonly problem?: string;
  readonly walBytes: number;
  /** File that serves now. */
  readonly file: string;
}

export interface ReadModel {
  status(): ReadModelStatus;
  /** @throws {IndexOutOfRangeError} where the index has not been reached. */
  at(index: LogIndex): Snapshot;
  current(): Snapshot;
  /** The last index whose running maximum of `recordedAt` is not later than the instant; -1 where there is none. */
  resolve(instant: EpochMs): LogIndex;
  locate(entry: EventId): IndexedEntry | undefined;
  /** Whether the read model came to hold the entry within the time (milliseconds). */
  waitForEntry(entry: EventId, timeoutMs: number, signal?: AbortSignal): Promise<IndexedEntry | undefined>;
  /** Whether the index was passed within the time (milliseconds). */
  waitFor(index: LogIndex, timeoutMs: number, signal?: AbortSignal): Promise<boolean>;
  /** The feed from a place on, in order, `limit` changes at most. */
  changes(after: FeedPlace, limit: number): readonly IncidentChange[];
  matches<Kind extends ListedKind>(kind: Kind, filter: RecordFilter<Kind>, facets: FacetSet): boolean;
  /** The events themselves, from the log, as stored; with `upcast` as read today. A withheld text is left out. */
  events(entries: readonly IndexedEntry[], options?: { upcast?: boolean }): Promise<readonly StoredEvent[]>;
  /** Called after each checkpoint; returns what ends it. */
  onCheckpoint(listener: (status: ReadModelStatus) => void): () => void;
  /** Fills a new file beside the serving one, then switches. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}
