import type { Entry } from '../shared/entry.js';
import { activePart, currentLead, type Investigation } from './investigation.state.js';

const NEEDS: Readonly<Record<string, readonly Investigation['status'][]>> = {
  InvestigationAnnounced: ['NONE'],
  InvestigationOpened: ['NONE', 'ANNOUNCED'],
  InvestigationDeclined: ['NONE'],
  InvestigationSuspended: ['OPEN'],
  InvestigationResumed: ['SUSPENDED'],
  InvestigationReopened: ['CLOSED'],
  InvestigationReferred: ['OPEN'],
  InvestigationClosed: ['OPEN', 'SUSPENDED', 'REFERRED'],
};

/**
 * Who takes part in an investigation is settled once it is closed; only a reopening changes that. What is learned, found
 * or let go of afterwards (footage that is released, a finding on appeal, an agency that leaves) may well come later.
 */
const NOT_ONCE_CLOSED: ReadonlySet<string> = new Set([
  'AgencyJoinedInvestigation',
  'AgencyParticipationChanged',
  'InvestigationTransferred',
]);

/**
 * ANNOUNCED → OPEN ⇄ SUSPENDED; OPEN → REFERRED; CLOSED → OPEN when reopened; DECLINED is an end of its own.
 * What does not fit is not forbidden, since what is known is recorded even with holes: it is a gap, and is shown.
 */
export function investigationMisfit(state: Investigation, entry: Entry): string | undefined {
  const needed = NEEDS[entry.type];
  if (needed && !needed.includes(state.status))
    return `${entry.type} needs ${needed.join(' or ')}, and the investigation was ${state.status}`;
  if (!needed && state.status === 'NONE') return `${entry.type} comes before the investigation began`;
  if (state.status === 'DECLINED' && entry.type !== 'IncidentAddedToInvestigation')
    return `${entry.type} does not fit an investigation that was declined`;
  if (state.status === 'CLOSED' && NOT_ONCE_CLOSED.has(entry.type))
    return `${entry.type} needs an investigation that goes on, and it was CLOSED`;
  return deadlineMisfit(state, entry) ?? participationMisfit(state, entry);
}

function deadlineMisfit(state: Investigation, { type, data }: Entry): string | undefined {
  const deadlineId = data['deadlineId'] as string;
  const known = state.deadlines.some((deadline) => deadline.deadlineId === deadlineId);
  if (type === 'DeadlineSet') return known ? `there is a deadline ${deadlineId} already` : undefined;
  if (type !== 'DeadlineMet' && type !== 'DeadlineMoved') return undefined;
  return known ? undefined : `deadline ${deadlineId} had not been set`;
}

function participationMisfit(state: Investigation, entry: Entry): string | undefined {
  const agency = entry.data['agency'] as string;
  switch (entry.type) {
    case 'InvestigationAnnounced':
    case 'InvestigationOpened':
      return secondLead(state, entry.data['lead'] as string | undefined);
    case 'AgencyJoinedInvestigation':
      if (activePart(state, agency)) return `${agency} took part already`;
      return entry.data['as'] === 'LEAD' ? secondLead(state, agency) : undefined;
    case 'AgencyParticipationChanged':
      if (!activePart(state, agency)) return `${agency} did not take part`;
      return entry.data['as'] === 'LEAD' ? secondLead(state, agency) : undefined;
    case 'AgencyLeftInvestigation':
      return activePart(state, agency) ? undefined : `${agency} did not take part`;
    case 'InvestigationTransferred': {
      const lead = currentLead(state)?.agency;
      return lead === entry.data['from']
        ? undefined
        : `${String(entry.data['from'])} did not lead, but ${lead ?? 'nobody'}`;
    }
    default:
      return undefined;
  }
}

/** An investigation has one lead: another takes over by a transfer. */
function secondLead(state: Investigation, agency: string | undefined): string | undefined {
  const lead = currentLead(state)?.agency;
  return agency === undefined || lead === undefined || lead === agency ? undefined : `${lead} led already`;
}
