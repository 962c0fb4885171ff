import type { Incident, StreamName } from '#domain';
import type { Folded } from '../fold/folded.record.js';
import type { ProjectionContext } from './projection.js';

/** Which incidents were merged into which: what was done about a duplicate was done about the canonical one. */
export class MergedIncidents {
  constructor(private readonly context: Pick<ProjectionContext, 'current' | 'pointingAt'>) {}

  /** All that were merged into this one, be it by way of others. */
  duplicatesOf(incident: StreamName): StreamName[] {
    const found = new Set<StreamName>([incident]);
    for (const canonical of found)
      for (const name of this.context.pointingAt(canonical)) {
        if (!name.startsWith('incident-')) continue;
        const folded = this.context.current(name);
        if (folded && mergedInto(folded) === canonical) found.add(name);
      }
    return [...found].slice(1);
  }

  /** All that this one was merged into, nearest first; a circle ends it. */
  canonicalsOf(folded: Folded): StreamName[] {
    const found = new Set<StreamName>();
    for (let at = mergedInto(folded); at && at !== folded.view.id && !found.has(at);) {
      found.add(at);
      const next = this.context.current(at);
      at = next && mergedInto(next);
    }
    return [...found];
  }
}

const mergedInto = ({ view }: Folded): StreamName | undefined => (view.state as Incident).mergedInto?.value;
