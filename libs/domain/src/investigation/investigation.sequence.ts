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
  return participationMisfit(state, entry);
}

function participationMisfit(state: Investigation, entry: Entry): string | undefined {
  const agency = entry.data['agency'] as string;
  switch (entry.type) {
    case 'AgencyJoinedInvestigation':
      if (activePart(state, agency)) return `${agency} took part already`;
      return entry.data['as'] === 'LEAD' && currentLead(state)
        ? `${currentLead(state)!.agency} led already`
        : undefined;
    case 'AgencyParticipationChanged':
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
