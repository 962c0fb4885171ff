import type { CommandOf } from '../shared/decider.js';
import { invalid, refuse, together, type Decision } from '../shared/decision.js';
import type { INCIDENT_EVENTS } from './incident.events.js';
import { examinePlaces } from './place.examine.js';

export type IncidentCommand = {
  [D in (typeof INCIDENT_EVENTS)[number] as D['type']]: CommandOf<D>;
}[(typeof INCIDENT_EVENTS)[number]['type']];

/** What is wrong with the content alone, whatever the state: it holds for a correction's replacement too. */
export function examineIncident({ type, data }: Pick<IncidentCommand, 'type' | 'data'>): Decision | undefined {
  const content = { type, data } as IncidentCommand;
  switch (content.type) {
    case 'IncidentReported':
      return together(...examinePlaces(content.data.places), ...twice(content.data.agencies));
    case 'PersonInvolved':
      return content.data.agency && content.data.role !== 'OFFICER'
        ? refuse(
            'NOT_ALLOWED',
            `Only an OFFICER acts for an agency, not a ${content.data.role}: leave \`agency\` out, or change the role.`,
            { path: '/data/agency' },
          )
        : undefined;
    case 'ForceReported':
      return content.data.by || content.data.against
        ? undefined
        : invalid({
            path: '/data',
            expected: 'force with `by`, `against` or both',
            why: 'Say by whom it was used, or against whom.',
          });
    default:
      return undefined;
  }
}

function twice(agencies: readonly { agency: string; role: string }[] = []): Decision[] {
  const seen = new Set<string>();
  return agencies.flatMap(({ agency, role }, n) => {
    const known = seen.has(`${agency} ${role}`);
    seen.add(`${agency} ${role}`);
    const path = `/data/agencies/${n}`;
    return known ? [refuse('DUPLICATE_ITEM', `${agency} is named twice as ${role}: name it once.`, { path })] : [];
  });
}
