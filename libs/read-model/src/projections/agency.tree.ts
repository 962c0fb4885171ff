import type { StreamName } from '#domain';
import type { Folded } from '../fold/folded.record.js';
import { parentOf } from '../facets/agency.facets.js';
import type { ProjectionContext } from './projection.js';

/** Agencies above agencies, as they stand at the index that is being projected. */
export class AgencyTree {
  constructor(private readonly current: (agency: StreamName) => Folded | undefined) {}

  /** Nearest first; a cycle ends it. */
  parentsOf(agency: StreamName): StreamName[] {
    const above: StreamName[] = [];
    let at = parentOf(this.current(agency)?.view);
    while (at && at !== agency && !above.includes(at)) {
      above.push(at);
      at = parentOf(this.current(at)?.view);
    }
    return above;
  }

  /**
   * Incidents that an agency's move to another parent may concern: it, or one below it, is named by them or by what is
   * about them. Only such a move can change what is computed (`prejudged` looks at parents).
   */
  incidentsOf(context: ProjectionContext, before: Folded | undefined, after: Folded): StreamName[] {
    if (parentOf(before?.view) === parentOf(after.view)) return [];
    const agencies = new Set<StreamName>([after.view.id]);
    const incidents = new Set<StreamName>();
    for (const agency of agencies) {
      for (const name of context.pointingAt(agency)) {
        if (name.startsWith('agency-')) agencies.add(name);
        else if (name.startsWith('incident-')) incidents.add(name);
        else
          for (const target of context.current(name) ? linkedIncidents(context.current(name)!) : [])
            incidents.add(target);
      }
    }
    return [...incidents].sort();
  }
}

const linkedIncidents = ({ view }: Folded): StreamName[] => {
  const { incidents } = view.state as { incidents?: readonly { value: StreamName }[] };
  return incidents?.map(({ value }) => value) ?? [];
};
