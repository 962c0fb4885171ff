import type { Occurred, Reason, StoredEvent } from '../shared/envelope.js';
import type { Decider } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import type { EventId, Revision, StreamName } from '../shared/ids.js';
import { boundsOf, insertsAtEnd, withLast } from '../time/index.js';
import { recordOrder } from './record.order.js';
import { effectiveEntries, entryOf, isAboutEntries, type EntryStanding } from './effective-entries.js';

/** A sequence that does not fit: recorded all the same, and shown. */
export interface Gap {
  readonly entry: EventId;
  readonly why: string;
}

export interface Retraction {
  readonly because: string;
  readonly entry: EventId;
  /** UTC, when it was recorded. */
  readonly at: string;
  readonly duplicateOf?: StreamName;
  /** Its text is absent where that was withheld. */
  readonly reason?: Partial<Reason>;
}

/** That a deadline passed unmet, as it was set by then. */
export interface PassedDeadline {
  readonly deadlineId: string;
  readonly due: Pick<Occurred, 'edtf' | 'zone'>;
  readonly entry: EventId;
}

/** One record, folded from its events. */
export interface RecordState<State> {
  readonly id: StreamName;
  /** Revision of the last event, -1 for a record that does not exist. */
  readonly revision: Revision;
  readonly retraction?: Retraction;
  /** In log order, withdrawn ones included. */
  readonly standings: readonly EntryStanding[];
  /**
   * What was decided about the record and its entries, in log order: confirmed, retracted, withdrawn. Corrections are
   * not among them, since they stand in the place of what they correct.
   */
  readonly administration: readonly Entry[];
  /** What counts, in the order in which it is folded: `recordOrder`. */
  readonly entries: readonly Entry[];
  readonly state: State;
  readonly gaps: readonly Gap[];
  /** Deadlines of which it is on record that they passed. */
  readonly passedDeadlines: readonly PassedDeadline[];
  /** UTC: when the last event that changed something was recorded, and which it was. */
  readonly lastMovement?: { readonly at: string; readonly entry: EventId };
  /** UTC: until when it is known that nothing had changed, because somebody looked. */
  readonly lastConfirmation?: { readonly at: string; readonly entry: EventId };
  /** The last entry that says that the record went stale. */
  readonly wentStale?: { readonly at: string; readonly entry: EventId };
}

/** Events of the system's clock, and confirmations, move nothing. */
export const MOVES_NOTHING: ReadonlySet<string> = new Set(['StatusConfirmed', 'RecordWentStale', 'DeadlinePassed']);

type Fold<State> = Pick<RecordState<State>, 'state' | 'gaps'>;

/**
 * Folds entries that are in the order of their record, noting what does not fit.
 * @param onto the fold of all entries before them, if there are any
 */
export function foldEntries<State>(
  decider: Decider<State>,
  stream: StreamName,
  entries: readonly Entry[],
  onto: Fold<State> = { state: decider.initialState(stream), gaps: [] },
): Fold<State> {
  let { state } = onto;
  const gaps = [...onto.gaps];
  for (const entry of entries) {
    const why = decider.misfit?.(state, entry);
    if (why !== undefined) gaps.push({ entry: entry.id, why });
    state = decider.evolve(state, entry);
  }
  return { state, gaps };
}

/** Folds all events of one stream, in the order of their revisions, upcast to the current schemas. */
export function foldRecord<State>(
  decider: Decider<State>,
  stream: StreamName,
  events: readonly StoredEvent[],
): RecordState<State> {
  return foldStandings(decider, stream, events, effectiveEntries(events));
}

/** The same of entries that are given, where a view does not show all that is in them. */
export function foldStandings<State>(
  decider: Decider<State>,
  stream: StreamName,
  events: readonly StoredEvent[],
  standings: readonly EntryStanding[],
): RecordState<State> {
  const entries = recordOrder(
    decider,
    standings.filter((s) => s.withdrawnBy === undefined).map((s) => s.entry),
  );
  return {
    id: stream,
    revision: events.length === 0 ? -1 : events.at(-1)!.revision,
    standings,
    administration: events.filter(isAdministrative).map(entryOf),
    entries,
    ...foldEntries(decider, stream, entries),
    ...recordMatters(events),
  };
}

/**
 * The record with one more event, the next of its stream: what `foldRecord` makes of all of them, without folding the
 * earlier ones again. Undefined where it changes how they stand, or does not come last in world order.
 */
export function foldOnto<State>(
  decider: Decider<State>,
  record: RecordState<State>,
  event: StoredEvent,
): RecordState<State> | undefined {
  if (isAboutEntries(event.type)) return undefined;
  const entry = entryOf(event);
  if (!insertsAtEnd(record.entries, entry)) return undefined;
  return {
    ...record,
    revision: event.revision,
    standings: [...record.standings, { event, entry, corrections: [] }],
    entries: withLast(record.entries, entry),
    ...foldEntries(decider, record.id, [entry], record),
    lastMovement: { at: event.recordedAt, entry: event.id },
  };
}

const isAdministrative = ({ type }: StoredEvent): boolean => isAboutEntries(type) && type !== 'EntryCorrected';

type Matters = Pick<
  RecordState<unknown>,
  'retraction' | 'passedDeadlines' | 'lastMovement' | 'lastConfirmation' | 'wentStale'
>;

function recordMatters(events: readonly StoredEvent[]): Matters {
  let retraction: Retraction | undefined;
  let lastMovement: Matters['lastMovement'];
  let lastConfirmation: Matters['lastConfirmation'];
  let wentStale: Matters['wentStale'];
  const passedDeadlines: PassedDeadline[] = [];
  for (const event of events) {
    const here = { at: event.recordedAt, entry: event.id };
    if (!MOVES_NOTHING.has(event.type)) lastMovement = here;
    if (!isAboutEntries(event.type)) continue;
    if (event.type === 'RecordRetracted') retraction = retractionOf(event);
    else if (event.type === 'RecordReinstated') retraction = undefined;
    else if (event.type === 'StatusConfirmed') lastConfirmation = laterOf(lastConfirmation, confirmationOf(event));
    else if (event.type === 'RecordWentStale') wentStale = here;
    else if (event.type === 'DeadlinePassed') passedDeadlines.push(passedDeadlineOf(event));
  }
  return {
    passedDeadlines,
    ...(retraction ? { retraction } : {}),
    ...(lastMovement ? { lastMovement } : {}),
    ...(lastConfirmation ? { lastConfirmation } : {}),
    ...(wentStale ? { wentStale } : {}),
  };
}

type Confirmation = NonNullable<Matters['lastConfirmation']>;

/**
 * Who looked at a date knows nothing of what came after it, however late that is recorded. The date's end counts, at
 * most the moment of recording; that moment, where the date is unknown.
 */
export function confirmationOf({ id, occurred, recordedAt }: StoredEvent): Confirmation {
  const { latest } = boundsOf(occurred);
  const at = latest === undefined ? Infinity : latest;
  return { at: at < Date.parse(recordedAt) ? new Date(at).toISOString() : recordedAt, entry: id };
}

/** Of two confirmations the one that reaches further; of two alike the one recorded later. */
export const laterOf = (known: Confirmation | undefined, next: Confirmation): Confirmation =>
  known && known.at > next.at ? known : next;

export const retractionOf = ({ id, recordedAt, reason, data }: StoredEvent): Retraction => ({
  ...(data as { because: string; duplicateOf?: string }),
  at: recordedAt,
  entry: id,
  ...(reason ? { reason } : {}),
});

export const passedDeadlineOf = ({ id, data }: StoredEvent): PassedDeadline => ({
  ...(data as unknown as Pick<PassedDeadline, 'deadlineId' | 'due'>),
  entry: id,
});
