import type { Case } from '../case/case.state.js';
import type { Incident } from '../incident/incident.state.js';
import type { Investigation } from '../investigation/investigation.state.js';
import type { Person } from '../person/person.state.js';
import type { RecordState } from '../record/record.fold.js';
import type { Entry } from '../shared/entry.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { Statement } from '../statement/statement.state.js';

/** An incident with every record about it, folded at one moment; all that is computed follows from it. */
export interface AccountabilityInput {
  readonly incident: RecordState<Incident>;
  readonly investigations: readonly RecordState<Investigation>[];
  readonly cases: readonly RecordState<Case>[];
  readonly statements: readonly RecordState<Statement>[];
  /** The agencies above one, nearest first, those that it was merged into among them; none where it has no parent. */
  readonly parentsOf: (agency: StreamName) => readonly StreamName[];
  /** Days without movement or confirmation after which knowledge is stale; 90 unless policy says otherwise. */
  readonly thresholdDays?: number;
  /** Records that were merged into this incident: their facts are its, and what was said of them was said of it. */
  readonly duplicates?: readonly RecordState<Incident>[];
  /** The records of the officers concerned, see `officersIn`: what became of them was done about it. */
  readonly officers?: readonly RecordState<Person>[];
  /** An entry's place in the log; without it entries of one millisecond stand in the order of their streams. */
  readonly indexOf?: (entry: EventId) => number | undefined;
}

export const DEFAULT_THRESHOLD_DAYS = 90;

/** A value, and every entry that it rests on. */
export interface Grounded<T> {
  readonly value: T;
  readonly entries: readonly EventId[];
}

/** A retracted record counts for nothing, though its tombstone answers. */
export const standing = <State>(records: readonly RecordState<State>[]): readonly RecordState<State>[] =>
  records.filter((record) => record.retraction === undefined);

/** The incident, and those merged into it whose facts count. */
export const incidentsOf = ({
  incident,
  duplicates = [],
}: Pick<AccountabilityInput, 'incident' | 'duplicates'>): readonly RecordState<Incident>[] => [
  incident,
  ...standing(duplicates),
];

/** All records that count, the incident first. */
export const standingRecords = (input: AccountabilityInput): readonly RecordState<unknown>[] => [
  ...standing(incidentsOf(input)),
  ...standing(input.investigations),
  ...standing(input.cases),
  ...standing(input.statements),
];

export const entriesOfType = (record: RecordState<unknown>, ...types: readonly string[]): readonly Entry[] =>
  record.entries.filter((entry) => types.includes(entry.type));
