import type { Incident, Resting, StreamName } from '#domain';
import type { Folded } from '../fold/folded.record.js';
import { withoutVoidMerge } from '../fold/void.merge.js';
import type { ProjectionContext } from './projection.js';

/**
 * Which incidents were merged into which: what was done about a duplicate was done about the canonical one. Where
 * merges form a circle, the latest of them in the log closed it, and is void: nothing is hidden behind itself.
 */
export class MergedIncidents {
  constructor(private readonly context: Pick<ProjectionContext, 'current' | 'pointingAt' | 'placeOf'>) {}

  /** All that were merged into this one, be it by way of others. */
  duplicatesOf(incident: StreamName): StreamName[] {
    return this.leadingTo(incident, (folded) => this.mergeOf(folded));
  }

  /** All that this one was merged into, nearest first. */
  canonicalsOf(folded: Folded): StreamName[] {
    const found: StreamName[] = [];
    for (let at: Folded | undefined = folded; at;) {
      const merge: Resting<StreamName> | undefined = this.mergeOf(at);
      // Of a record as it was before the change the others know nothing: a circle ends it all the same.
      if (!merge || merge.value === folded.view.id || found.includes(merge.value)) break;
      found.push(merge.value);
      at = this.context.current(merge.value);
    }
    return found;
  }

  /** The incidents that lead to this one, and those that it leads to, by merges that count or are void. */
  chainOf(folded: Folded): StreamName[] {
    const { id } = folded.view;
    return [id, ...this.leadingTo(id, recordedMerge), ...this.walk(folded).map(({ value }) => value)];
  }

  /** As it stands among the others: without its merge, where that is void. */
  settled(folded: Folded): Folded {
    return recordedMerge(folded) && !this.mergeOf(folded) ? { ...folded, view: withoutVoidMerge(folded.view) } : folded;
  }

  private leadingTo(incident: StreamName, mergeOf: (folded: Folded) => Resting<StreamName> | undefined): StreamName[] {
    const found = new Set<StreamName>([incident]);
    for (const canonical of found)
      for (const name of this.context.pointingAt(canonical)) {
        if (!name.startsWith('incident-')) continue;
        const folded = this.context.current(name);
        if (folded && mergeOf(folded)?.value === canonical) found.add(name);
      }
    return [...found].slice(1);
  }

  /** Its merge, where that counts. */
  private mergeOf(folded: Folded): Resting<StreamName> | undefined {
    const own = recordedMerge(folded);
    if (!own) return undefined;
    const merges = this.walk(folded);
    if (merges.at(-1)!.value !== folded.view.id) return own;
    const place = this.context.placeOf(own.entry);
    return merges.some(({ entry }) => this.context.placeOf(entry) > place) ? own : undefined;
  }

  /** The merges from one on, as recorded, up to where they end or come to an incident again. */
  private walk(folded: Folded): Resting<StreamName>[] {
    const merges: Resting<StreamName>[] = [];
    const seen = new Set<StreamName>();
    for (let at: Folded | undefined = folded; at;) {
      const merge: Resting<StreamName> | undefined = recordedMerge(at);
      if (!merge || seen.has(merge.value)) break;
      merges.push(merge);
      seen.add(merge.value);
      if (merge.value === folded.view.id) break;
      at = this.context.current(merge.value);
    }
    return merges;
  }
}

const recordedMerge = ({ view }: Folded): Incident['mergedInto'] => (view.state as Incident).mergedInto;

/** Whether one event changed into what it is merged, or by which entry. */
export const mergeChanged = (before: Folded | undefined, after: Folded): boolean => {
  const [old, now] = [before && recordedMerge(before), recordedMerge(after)];
  return old?.value !== now?.value || old?.entry !== now?.entry;
};
