import type {
  Aggregate,
  Case,
  EpochMs,
  EventId,
  Incident,
  Investigation,
  LogIndex,
  Person,
  RecordState,
  Revision,
  Statement,
  StreamName,
} from '#domain';

/**
 * A record as it stood at an index: its state and what is known of it as a record. Its entries are not in it
 * (`Snapshot.folded` has them): a copy in every version would make the read model grow with the square of the entries.
 */
export interface RecordView<State = unknown> extends Omit<
  RecordState<State>,
  'entries' | 'standings' | 'administration'
> {
  readonly kind: Aggregate;
  /** Of its first and its latest entry, up to the snapshot's index. */
  readonly firstIndex: LogIndex;
  readonly lastIndex: LogIndex;
  /** Sources that its standing entries name, and the corrections of those that count. */
  readonly sources: readonly StreamName[];
}

/** An incident with everything that was done about it, folded, entries included. */
export interface IncidentFile {
  readonly incident: RecordState<Incident>;
  readonly investigations: readonly RecordState<Investigation>[];
  readonly cases: readonly RecordState<Case>[];
  readonly statements: readonly RecordState<Statement>[];
  /** The officers concerned: those who had a part in it, and those whom an inquiry into it is about. */
  readonly officers: readonly RecordState<Person>[];
  /** Incidents that were merged into this one; what is about them is about it, and is in the lists above. */
  readonly duplicates: readonly RecordState<Incident>[];
}

/** A row of the index: where an entry stands in the log. */
export interface IndexedEntry {
  readonly index: LogIndex;
  readonly entry: EventId;
  readonly record: StreamName;
  readonly revision: Revision;
  readonly type: string;
  /** UTC with milliseconds. */
  readonly recordedAt: string;
}

/** What a list's row holds besides its facets; instants in milliseconds since the epoch. */
export interface RowValues {
  readonly earliest?: EpochMs;
  readonly latest?: EpochMs;
  readonly recorded: EpochMs;
  readonly moved: EpochMs;
  readonly staleFrom?: EpochMs;
  readonly overdueFrom?: EpochMs;
}

/** Why a record is left out of lists. */
export type Unlisted = 'MERGED' | 'RETRACTED';

/** What a filter is judged by, in memory: the values and facets of one record at one index. */
export interface FacetSet {
  readonly record: StreamName;
  readonly index: LogIndex;
  readonly unlisted?: Unlisted;
  readonly values: RowValues;
  /** `facet=value`, sorted. */
  readonly tags: readonly string[];
}
