import {
  boundsOf,
  confirmationOf,
  entryOf,
  foldRecord,
  isAboutEntries,
  laterOf,
  MOVES_NOTHING,
  passedDeadlineOf,
  retractionOf,
  type Aggregate,
  type Bounds,
  type Entry,
  type EventId,
  type LogIndex,
  type Occurred,
  type RecordState,
  type StoredEvent,
  type StreamName,
} from '#domain';
import type { RecordView } from '../query/views.types.js';
import { deciderOf } from './deciders.js';
import { contestable, type ContestableEntry } from './contestable.entry.js';
import { appendToTail, tailOf, type OrderTail } from './order.tail.js';

/** A record as it stands at one index, with what it takes to go on from there. */
export interface Folded {
  readonly view: RecordView;
  readonly tail?: OrderTail;
  /** When the entry that began it happened, as far as known. */
  readonly began: Bounds;
  /** Facts that may exclude each other; absent where there are none. */
  readonly contestable?: readonly ContestableEntry[];
}

/** Changes which entries count, or where they stand: no state can be carried on over it. */
const REARRANGES: ReadonlySet<string> = new Set(['EntryCorrected', 'EntryWithdrawn', 'EntryReinstated']);

/** The record with one more event, or undefined where it must be folded anew from its whole stream. */
export function advance(
  before: Folded | undefined,
  event: StoredEvent,
  kind: Aggregate,
  index: LogIndex,
): Folded | undefined {
  if (REARRANGES.has(event.type)) return undefined;
  const decider = deciderOf(kind);
  const view: RecordView = before?.view ?? {
    id: event.stream,
    kind,
    revision: -1,
    state: decider.initialState(event.stream),
    gaps: [],
    passedDeadlines: [],
    sources: [],
    firstIndex: index,
    lastIndex: index,
  };
  const moved = { ...view, ...matters(view, event), revision: event.revision, lastIndex: index };
  if (isAboutEntries(event.type)) return { ...(before ?? { began: {} }), view: moved };

  const entry = entryOf(event);
  const tail = appendToTail(before?.tail, entry);
  if (!tail) return undefined;
  const why = decider.misfit?.(view.state, entry);
  return {
    view: {
      ...moved,
      state: decider.evolve(view.state, entry),
      gaps: why === undefined ? view.gaps : [...view.gaps, { entry: entry.id, why }],
      sources: withSources(view.sources, entry),
    },
    tail,
    ...withContestable(before?.contestable, [entry]),
    began: before?.began ?? bare(event.occurred),
  };
}

/** The record folded from its whole stream; `events` as read today, the last of them at `index`. */
export function foldAnew(
  stream: StreamName,
  kind: Aggregate,
  events: readonly StoredEvent[],
  first: LogIndex,
  index: LogIndex,
): { folded: Folded; state: RecordState<unknown> } {
  const state = foldRecord(deciderOf(kind), stream, events);
  const began = state.standings[0]?.entry;
  const tail = tailOf(state.entries);
  const folded: Folded = {
    view: viewOf(state, kind, first, index),
    ...(tail ? { tail } : {}),
    ...withContestable(undefined, state.entries),
    began: began ? bare(began.occurred) : {},
  };
  return { folded, state };
}

function withContestable(known: readonly ContestableEntry[] | undefined, entries: readonly Entry[]) {
  const fresh = entries.map(contestable).filter((entry) => entry !== undefined);
  if (fresh.length === 0) return known ? { contestable: known } : {};
  return { contestable: [...(known ?? []), ...fresh] };
}

function bare(occurred: Occurred): Bounds {
  const { earliest, latest } = boundsOf(occurred);
  return { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
}

/** The record without its entries. */
export function viewOf(state: RecordState<unknown>, kind: Aggregate, first: LogIndex, index: LogIndex): RecordView {
  const { entries: _counting, standings: _all, administration: _decided, ...view } = state;
  return {
    ...view,
    kind,
    firstIndex: first,
    lastIndex: index,
    sources: sourcesOf(state),
  };
}

/** What is corrected rests on what the correction names too, also where the entry kept its own sources. */
function sourcesOf({ entries, standings }: RecordState<unknown>): readonly StreamName[] {
  const corrections = new Map(standings.map((standing) => [standing.entry.id, standing.corrections]));
  return entries.reduce<readonly StreamName[]>((known, entry) => {
    const counting = (corrections.get(entry.id) ?? []).filter(({ withdrawn }) => !withdrawn);
    return [entry, ...counting.map(({ event }) => event)].reduce(withSources, known);
  }, []);
}

function withSources(known: readonly StreamName[], of: Pick<StoredEvent, 'sources'>): readonly StreamName[] {
  const fresh = (of.sources ?? []).filter(({ source }) => !known.includes(source));
  return fresh.length === 0 ? known : [...new Set([...known, ...fresh.map(({ source }) => source)])];
}

/** What `foldRecord` reads off the events themselves, for one more event. */
function matters(view: RecordView, event: StoredEvent): Partial<RecordView> {
  const here: { at: string; entry: EventId } = { at: event.recordedAt, entry: event.id };
  const moving = MOVES_NOTHING.has(event.type) ? {} : { lastMovement: here };
  switch (event.type) {
    case 'RecordRetracted':
      return { ...moving, retraction: retractionOf(event) };
    case 'RecordReinstated':
      return { ...moving, retraction: undefined };
    case 'StatusConfirmed':
      return { lastConfirmation: laterOf(view.lastConfirmation, confirmationOf(event)) };
    case 'RecordWentStale':
      return { wentStale: here };
    case 'DeadlinePassed':
      return { passedDeadlines: [...view.passedDeadlines, passedDeadlineOf(event)] };
    default:
      return moving;
  }
}
