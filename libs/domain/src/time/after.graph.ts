import type { EventId } from '../shared/ids.js';
import type { OrderedEntry } from './world-order.js';

/** Who comes after whom within a list, by place in the list. */
export interface AfterGraph {
  /** For each entry the places of those that it is `after`; links that would close a cycle are left out. */
  readonly predecessors: readonly (readonly number[])[];
  /** All places, each behind its predecessors. */
  readonly topological: readonly number[];
  /** The first cycle met, each entry `after` the next and the last `after` the first. */
  readonly cycle?: readonly number[];
}

/** The links of `after` within the list; ids that are not in the list, and an id's second mention, say nothing. */
export function afterGraph(entries: readonly OrderedEntry[]): AfterGraph {
  const links = linksOf(entries);
  const predecessors: number[][] = entries.map(() => []);
  const topological: number[] = [];
  const state = new Uint8Array(entries.length);
  let cycle: number[] | undefined;

  // Depth first with a stack of its own: a chain of a hundred thousand entries must not exhaust the call stack.
  for (let root = 0; root < entries.length; root++) {
    if (state[root] !== UNSEEN) continue;
    const path: { readonly at: number; next: number }[] = [{ at: root, next: 0 }];
    state[root] = ON_PATH;
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { at } = top;
      const link = links[at]?.[top.next++];
      if (link === undefined) {
        state[at] = DONE;
        topological.push(at);
        path.pop();
      } else if (state[link] === ON_PATH) {
        cycle ??= path.slice(path.findIndex((step) => step.at === link)).map((step) => step.at);
      } else {
        predecessors[at]?.push(link);
        if (state[link] === UNSEEN) {
          state[link] = ON_PATH;
          path.push({ at: link, next: 0 });
        }
      }
    }
  }
  return { predecessors, topological, cycle };
}

const UNSEEN = 0;
const ON_PATH = 1;
const DONE = 2;

function linksOf(entries: readonly OrderedEntry[]): readonly (readonly number[])[] {
  const places = new Map<EventId, number>();
  for (const [place, { id }] of entries.entries()) if (!places.has(id)) places.set(id, place);
  return entries.map(({ occurred: { after } }) => {
    if (!after || after.length === 0) return [];
    const links = new Set<number>();
    for (const id of after) {
      const place = places.get(id);
      if (place !== undefined) links.add(place);
    }
    return [...links];
  });
}
