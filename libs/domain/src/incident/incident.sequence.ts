import type { Entry } from '../shared/entry.js';
import { standingLink, type Incident } from './incident.state.js';

/**
 * Facts of one incident need no order: of some only the day is known, of others the minute. What editors decide builds
 * on what stands, so a decision whose ground was withdrawn, or came later, is a gap.
 */
export function incidentMisfit(state: Incident, entry: Entry): string | undefined {
  switch (entry.type) {
    case 'IncidentVerified': {
      const missing = (entry.data['covers'] as string[]).filter((id) => !hasFact(state, id));
      return missing.length > 0
        ? `the verification covers ${missing.join(', ')}, which did not stand by then`
        : undefined;
    }
    case 'IncidentsUnlinked':
      return standingLink(state, String(entry.data['to']), String(entry.data['relation']))
        ? undefined
        : `${String(entry.data['to'])} was not linked as ${String(entry.data['relation'])}`;
    case 'IncidentUnmerged':
      return state.mergedInto ? undefined : `${state.id} was not merged`;
    default:
      return undefined;
  }
}

export const hasFact = (state: Incident, id: string): boolean => state.facts.some((fact) => fact.entry === id);
