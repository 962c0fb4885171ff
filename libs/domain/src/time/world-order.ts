import type { Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import { type AfterGraph, afterGraph } from './after.graph.js';
import type { EpochMs } from './calendar.js';
import { MinHeap } from './min-heap.js';
import { boundsOf } from './occurred.bounds.js';

/** What world order looks at; stored events fit as they are. */
export interface OrderedEntry {
  readonly id: EventId;
  readonly occurred: Occurred;
  /** The record it belongs to; entries without one belong to one record together. */
  readonly stream?: StreamName;
}

/** Where an entry stands: by `lower`, then behind what it is `after`, then by `latest`, then as in the log. */
interface Place {
  /** The later of its own earliest instant and the `lower` of those it is `after`. */
  readonly lower: EpochMs;
  readonly latest: EpochMs;
}

/**
 * The order in which things happened, as far as known; views and state are folded in it.
 *
 * An entry's lower bound is the later of its own earliest instant and those of the entries it is `after`. One whose
 * start is open or unknown takes its record's earliest dated entry, or if there is none the earliest of the list, so it
 * never comes before all that is known. Sorted by lower bound, then topologically by `after`, ties by latest instant,
 * then as in the log. `after` of entries that are not in the list is ignored. Of a cycle, which commands refuse, the
 * link that closes it is ignored, followed from the first entry of the log.
 *
 * @param entries in log order
 * @returns a new array with the same entries; O(n log n)
 * @throws UnreadableTimeError where an entry's time is none
 */
export function worldOrder<T extends OrderedEntry>(entries: readonly T[]): T[] {
  if (entries.length < 2) return [...entries];
  const linked = entries.some(isLinked);
  const graph = linked ? afterGraph(entries) : undefined;
  const places = placesOf(entries, graph);
  return orderOf(places, graph).map((n) => entries[n] as T);
}

/** The numbers of entries in world order. */
function orderOf(places: readonly Place[], graph: AfterGraph | undefined): number[] {
  const order = places.map((_, n) => n);
  if (!isSorted(places)) order.sort((a, b) => compare(places[a] as Place, places[b] as Place) || a - b);
  return graph ? topologically(order, places, graph) : order;
}

const isInOrder = (places: readonly Place[], graph: AfterGraph | undefined): boolean =>
  graph ? orderOf(places, graph).every((number, n) => number === n) : isSorted(places);

/**
 * Whether an entry, the newest of the log, comes last in world order too, so that a fold may go on from its state
 * instead of beginning anew. Exactly when `worldOrder([...sorted, entry])` is `[...sorted, entry]`; never where links of
 * `after` close a cycle.
 *
 * @param sorted the earlier entries, in world order; O(n), with `after` O(n log n), and O(1) where the array was asked
 *   about before, or made by `withLast`, and the entry has a date and no `after`
 */
export function insertsAtEnd<T extends OrderedEntry>(sorted: readonly T[], entry: T): boolean {
  if (sorted.length === 0) return true;
  const end = endOf(sorted);
  if (!end) return false;
  const place = placeBehind(end, entry);
  if (place) return compare(end.last, place) <= 0;
  const all = [...sorted, entry];
  const graph = all.some(isLinked) ? afterGraph(all) : undefined;
  return !graph?.cycle && isInOrder(placesOf(all, graph), graph);
}

/** The entries with one more, of which `insertsAtEnd` has said that it comes last: what is known of them is carried on. */
export function withLast<T extends OrderedEntry>(sorted: readonly T[], entry: T): T[] {
  const all = [...sorted, entry];
  const end = sorted.length === 0 ? undefined : endOf(sorted);
  const place = end && placeBehind(end, entry);
  if (end && place) ENDS.set(all, { ...end, last: place });
  return all;
}

/** What has to be known of entries in world order to tell whether another one comes last. */
interface End {
  /** The last of all their places; links may have put an entry of an earlier one at the end. */
  readonly last: Place;
  /** The earliest dated entry of each record. */
  readonly floors: ReadonlyMap<StreamName | undefined, EpochMs>;
  /** What entries are `after`, and is not among them: one that is added would come before them. */
  readonly awaited: ReadonlySet<EventId>;
}

/** By array, and for as long as the array is held: a record is asked twice about each entry that is added to it. */
const ENDS = new WeakMap<readonly OrderedEntry[], End | 'NONE'>();

/** Undefined where the entries are not in world order, as where a registration was put first, or close a cycle. */
function endOf(sorted: readonly OrderedEntry[]): End | undefined {
  let end = ENDS.get(sorted);
  if (!end) ENDS.set(sorted, (end = measuredEnd(sorted) ?? 'NONE'));
  return end === 'NONE' ? undefined : end;
}

function measuredEnd(sorted: readonly OrderedEntry[]): End | undefined {
  const graph = sorted.some(isLinked) ? afterGraph(sorted) : undefined;
  const places = placesOf(sorted, graph);
  if (graph?.cycle || !isInOrder(places, graph)) return undefined;
  const awaited = new Set(graph ? sorted.flatMap(({ occurred }) => occurred.after ?? []) : []);
  if (awaited.size > 0) for (const { id } of sorted) awaited.delete(id);
  const floors = floorsOf(
    sorted,
    sorted.map(({ occurred }) => boundsOf(occurred).earliest),
  );
  return { last: places.reduce((a, b) => (compare(a, b) > 0 ? a : b)), floors, awaited };
}

/** Where an entry stands that changes the place of no other; undefined where that has to be worked out. */
function placeBehind({ floors, awaited }: End, entry: OrderedEntry): Place | undefined {
  if (isLinked(entry) || awaited.has(entry.id)) return undefined;
  const { earliest, latest } = boundsOf(entry.occurred);
  const floor = floors.get(entry.stream);
  // Earlier than all, it would become the floor on which undated entries stand.
  if (earliest === undefined || floor === undefined || earliest < floor) return undefined;
  return { lower: earliest, latest: latest ?? Infinity };
}

/**
 * The ids of a cycle of `after`, each entry after the next and the last after the first; undefined if there is none.
 * A command that would close one is refused.
 */
export function findAfterCycle(entries: readonly OrderedEntry[]): EventId[] | undefined {
  if (!entries.some(isLinked)) return undefined;
  return afterGraph(entries).cycle?.map((n) => (entries[n] as OrderedEntry).id);
}

function isLinked({ occurred }: OrderedEntry): boolean {
  return occurred.after !== undefined && occurred.after.length > 0;
}

function placesOf(entries: readonly OrderedEntry[], graph: AfterGraph | undefined): Place[] {
  const bounds = entries.map(({ occurred }) => boundsOf(occurred));
  const floors = floorsOf(
    entries,
    bounds.map(({ earliest }) => earliest),
  );
  let floor = Infinity;
  for (const earliest of floors.values()) floor = Math.min(floor, earliest);
  const lowers = bounds.map(({ earliest }, n) => earliest ?? floors.get(entries[n]?.stream) ?? floor);
  for (const n of graph?.topological ?? []) {
    for (const before of graph?.predecessors[n] ?? []) {
      lowers[n] = Math.max(lowers[n] as number, lowers[before] as number);
    }
  }
  return bounds.map(({ latest }, n) => ({ lower: lowers[n] as number, latest: latest ?? Infinity }));
}

/** The earliest dated entry of each record. */
function floorsOf(
  entries: readonly OrderedEntry[],
  earliest: readonly (EpochMs | undefined)[],
): Map<StreamName | undefined, EpochMs> {
  const floors = new Map<StreamName | undefined, EpochMs>();
  for (const [n, { stream }] of entries.entries()) {
    const instant = earliest[n];
    if (instant !== undefined) floors.set(stream, Math.min(instant, floors.get(stream) ?? Infinity));
  }
  return floors;
}

// Infinity minus Infinity is no number, so differences will not do.
function compare(a: Place, b: Place): number {
  if (a.lower !== b.lower) return a.lower < b.lower ? -1 : 1;
  if (a.latest !== b.latest) return a.latest < b.latest ? -1 : 1;
  return 0;
}

function isSorted(places: readonly Place[]): boolean {
  for (let n = 1; n < places.length; n++) if (compare(places[n - 1] as Place, places[n] as Place) > 0) return false;
  return true;
}

/**
 * Kahn's algorithm, taking of what is free the first in `order`. No entry's lower bound is below that of its
 * predecessors, so a higher bound never overtakes a lower one: links matter only among equals.
 */
function topologically(order: readonly number[], places: readonly Place[], { predecessors }: AfterGraph): number[] {
  const waitingFor = predecessors.map((before) => before.length);
  const followers: number[][] = places.map(() => []);
  for (const [n, before] of predecessors.entries()) for (const p of before) followers[p]?.push(n);

  const rank: number[] = [];
  for (const [r, n] of order.entries()) rank[n] = r;
  const free = new MinHeap((a, b) => (rank[a] as number) < (rank[b] as number));
  for (const n of order) if (waitingFor[n] === 0) free.push(n);

  const sorted: number[] = [];
  for (let n = free.pop(); n !== undefined; n = free.pop()) {
    sorted.push(n);
    for (const follower of followers[n] ?? []) {
      waitingFor[follower] = (waitingFor[follower] as number) - 1;
      if (waitingFor[follower] === 0) free.push(follower);
    }
  }
  return sorted;
}
