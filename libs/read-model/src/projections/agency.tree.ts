import type { StreamName } from '#domain';
import type { Folded } from '../fold/folded.record.js';
import { agenciesAbove, directlyAbove } from '../facets/agency.facets.js';
import type { ProjectionContext } from './projection.js';

/** Agencies above agencies, as they stand at the index that is being projected. */
export class AgencyTree {
  constructor(private readonly current: (agency: StreamName) => Folded | undefined) {}

  /** Nearest first; a cycle ends it. */
  parentsOf(agency: StreamName): readonly StreamName[] {
    return agenciesAbove(agency, (name) => this.current(name)?.view);
  }

  /**
   * Incidents that an agency's move to another parent, or its merge, may concern: it, or one below it, is named by them
   * or by what is about them. Only these can change what is computed (`prejudged` looks at the agencies above).
   */
  incidentsOf(context: ProjectionContext, before: Folded | undefined, after: Folded): StreamName[] {
    if (directlyAbove(before?.view).join() === directlyAbove(after.view).join()) return [];
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
