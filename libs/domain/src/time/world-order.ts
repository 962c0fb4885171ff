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
  const order = entries.map((_, n) => n);
  if (!isSorted(places)) order.sort((a, b) => compare(places[a] as Place, places[b] as Place) || a - b);
  const sorted = graph ? topologically(order, places, graph) : order;
  return sorted.map((n) => entries[n] as T);
}

/**
 * Whether an entry, the newest of the log, comes last in world order too, so that a fold may go on from its state
 * instead of beginning anew. Exactly when `worldOrder([...sorted, entry])` is `[...sorted, entry]`.
 *
 * @param sorted the earlier entries, in world order and without a cycle of `after`; O(n), with `after` O(n log n)
 */
export function insertsAtEnd<T extends OrderedEntry>(sorted: readonly T[], entry: T): boolean {
  if (sorted.length === 0) return true;
  const all = [...sorted, entry];
  if (!all.some(isLinked)) return isSorted(placesOf(all, undefined));
  return worldOrder(all).every((sortedEntry, n) => sortedEntry === all[n]);
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
  const floors = new Map<StreamName | undefined, EpochMs>();
  let floor = Infinity;
  for (const [n, { earliest }] of bounds.entries()) {
    if (earliest === undefined) continue;
    const stream = entries[n]?.stream;
    floors.set(stream, Math.min(earliest, floors.get(stream) ?? Infinity));
    floor = Math.min(floor, earliest);
  }
  const lowers = bounds.map(({ earliest }, n) => earliest ?? floors.get(entries[n]?.stream) ?? floor);
  for (const n of graph?.topological ?? []) {
    for (const before of graph?.predecessors[n] ?? []) {
      lowers[n] = Math.max(lowers[n] as number, lowers[before] as number);
    }
  }
  return bounds.map(({ latest }, n) => ({ lower: lowers[n] as number, latest: latest ?? Infinity }));
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
