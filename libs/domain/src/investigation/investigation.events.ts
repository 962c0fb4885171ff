import { Incidents, Party } from '../shared/common.schemas.js';
import { event } from '../shared/declaration.js';
import { choice, coded, localId, moment, object, optional, ref, some, text } from '../shared/schema.js';

export const ParticipationRole = choice('ParticipationRole', {
  LEAD: 'Leads the investigation.',
  JOINT: 'Investigates jointly with the lead.',
  ASSISTING: 'Assists.',
  OVERSIGHT: 'Oversees.',
  PARALLEL: 'Investigates beside it, on its own.',
});
export const DepartureReason = choice('DepartureReason', {
  WITHDREW: 'It withdrew.',
  EXCLUDED: 'It was shut out.',
  HANDED_OVER: 'It handed over to another.',
  COMPLETED: 'Its part was done.',
});
export const EvidenceAccess = choice('EvidenceAccess', {
  FULL: 'Full access.',
  PARTIAL: 'Access to some of it.',
  DENIED: 'Access was asked for and denied.',
  REVOKED: 'Access was given and taken away.',
  UNKNOWN: 'Not known.',
});

const decidedBy = optional(Party);
const scope = {
  incidents: Incidents,
  kind: coded('InvestigationKind'),
  of: optional(some(Party, 'Of whom, or of what body.')),
  scope: optional(text('What it covers.')),
  lead: optional(ref('agency', 'The agency that leads.')),
  legalBasis: optional(text('On what legal basis.', 1_000)),
};
const of = { aggregate: 'investigation' } as const;
const fact = { ...of, nature: 'FACT' } as const;

export const InvestigationAnnounced = event('InvestigationAnnounced', {
  ...fact,
  creates: 'ALWAYS',
  mutation: 'announceInvestigation',
  description: 'An investigation was announced; that it has begun is another event.',
  data: object(scope),
});
export const InvestigationOpened = event('InvestigationOpened', {
  ...fact,
  creates: 'EITHER',
  mutation: 'openInvestigation',
  description: 'An investigation was opened: a new one, or (naming the record) one that had been announced.',
  data: object(scope),
});
export const InvestigationDeclined = event('InvestigationDeclined', {
  ...fact,
  creates: 'ALWAYS',
  mutation: 'declineInvestigation',
  description: 'An agency said that it will not investigate: that no one will is news.',
  data: object({
    incidents: Incidents,
    kind: coded('InvestigationKind'),
    agency: ref('agency', 'Who declined.'),
    why: optional(text('The reason given.')),
  }),
});
export const IncidentAddedToInvestigation = event('IncidentAddedToInvestigation', {
  ...fact,
  mutation: 'addIncidentToInvestigation',
  description: 'The investigation came to cover another incident.',
  data: object({ incident: ref('incident') }),
});
export const AgencyJoinedInvestigation = event('AgencyJoinedInvestigation', {
  ...fact,
  mutation: 'recordAgencyJoined',
  description: 'An agency began to take part.',
  data: object({ agency: ref('agency'), as: ParticipationRole, decidedBy }),
});
export const AgencyParticipationChanged = event('AgencyParticipationChanged', {
  ...fact,
  mutation: 'recordParticipationChanged',
  description: 'An agency went on in another role.',
  data: object({ agency: ref('agency'), as: ParticipationRole, decidedBy }),
});
export const AgencyLeftInvestigation = event('AgencyLeftInvestigation', {
  ...fact,
  mutation: 'recordAgencyLeft',
  description: 'An agency ceased to take part. A lead hands over by a transfer instead.',
  data: object({ agency: ref('agency'), because: DepartureReason, decidedBy }),
});
export const EvidenceAccessChanged = event('EvidenceAccessChanged', {
  ...fact,
  mutation: 'recordEvidenceAccess',
  description: "An agency's access to the evidence changed.",
  data: object({
    agency: ref('agency'),
    access: EvidenceAccess,
    to: optional(text('To what: case materials, scene evidence, interviews.', 1_000)),
    decidedBy,
  }),
});
export const InvestigationTransferred = event('InvestigationTransferred', {
  ...fact,
  mutation: 'transferInvestigation',
  description: 'The lead passed from one agency to another.',
  data: object({ from: ref('agency'), to: ref('agency'), decidedBy }),
});
export const InvestigationReferred = event('InvestigationReferred', {
  ...fact,
  mutation: 'referInvestigation',
  description: 'The investigation was handed on for a decision.',
  data: object({
    from: optional(ref('agency')),
    to: ref('agency'),
    for: choice('ReferralPurpose', {
      PROSECUTION: 'To decide on charges.',
      DISCIPLINE: 'To decide on discipline.',
      REVIEW: 'To be reviewed.',
    }),
  }),
});
export const InvestigationMilestoneRecorded = event('InvestigationMilestoneRecorded', {
  ...fact,
  mutation: 'recordInvestigationMilestone',
  description: 'A step of the investigation became known.',
  data: object({ milestone: coded('Milestone'), by: optional(Party), detail: optional(text('What was done.')) }),
});
export const DeadlineSet = event('DeadlineSet', {
  ...fact,
  mutation: 'setInvestigationDeadline',
  description: 'Something fell due by a date.',
  data: object({
    deadlineId: localId('Chosen by the caller, unique within the investigation.'),
    what: text('What is due.', 500),
    due: moment('When it is due, the end of the day where only a date is given.'),
    basis: choice('DeadlineBasis', {
      STATUTE: 'By statute.',
      POLICY: 'By policy.',
      COURT: 'By order of a court.',
      PROMISE: 'By promise, made in a claim.',
    }),
    promise: optional(object({ statement: ref('statement'), claim: localId('The claim that promised it.') })),
  }),
});
export const DeadlineMet = event('DeadlineMet', {
  ...fact,
  mutation: 'recordDeadlineMet',
  description: 'What was due was done.',
  data: object({ deadlineId: localId('The deadline.'), how: optional(text('How it was met.', 1_000)) }),
});
export const DeadlineMoved = event('DeadlineMoved', {
  ...fact,
  mutation: 'moveInvestigationDeadline',
  description: 'A deadline was moved.',
  data: object({ deadlineId: localId('The deadline.'), due: moment('The new date.'), by: optional(Party) }),
});
const why = optional(text('The reason given.'));
export const InvestigationSuspended = event('InvestigationSuspended', {
  ...fact,
  mutation: 'suspendInvestigation',
  description: 'The investigation was halted for a time.',
  data: object({ why }),
});
export const InvestigationResumed = event('InvestigationResumed', {
  ...fact,
  mutation: 'resumeInvestigation',
  description: 'A suspended investigation went on.',
  data: object({ why }),
});
export const InvestigationReopened = event('InvestigationReopened', {
  ...fact,
  mutation: 'reopenInvestigation',
  description: 'A closed investigation was opened again.',
  data: object({ why }),
});
export const FindingIssued = event('FindingIssued', {
  ...fact,
  mutation: 'issueFinding',
  description: 'The investigation found something.',
  data: object({
    stage: choice('FindingStage', {
      RECOMMENDED: 'Recommended, not yet decided.',
      FINAL: 'Final.',
      ON_APPEAL: 'Under appeal.',
    }),
    finding: coded('Finding'),
    about: optional(some(Party, 'About whom.')),
    by: optional(ref('agency', 'The agency that found it.')),
    summary: optional(text('What was found.')),
  }),
});
export const InvestigationClosed = event('InvestigationClosed', {
  ...fact,
  mutation: 'closeInvestigation',
  description: 'The investigation ended.',
  data: object({
    outcome: choice('InvestigationOutcome', {
      FINDING_ISSUED: 'With a finding.',
      CHARGES_FILED: 'With charges.',
      NO_CHARGES: 'Without charges.',
      ADMINISTRATIVELY_CLOSED: 'Closed administratively.',
      TRANSFERRED: 'Taken over by another.',
      UNKNOWN: 'Not known.',
    }),
    detail: optional(text('What was said of it.')),
  }),
});

export const INVESTIGATION_EVENTS = [
  InvestigationAnnounced,
  InvestigationOpened,
  InvestigationDeclined,
  IncidentAddedToInvestigation,
  AgencyJoinedInvestigation,
  AgencyParticipationChanged,
  AgencyLeftInvestigation,
  EvidenceAccessChanged,
  InvestigationTransferred,
  InvestigationReferred,
  InvestigationMilestoneRecorded,
  DeadlineSet,
  DeadlineMet,
  DeadlineMoved,
  InvestigationSuspended,
  InvestigationResumed,
  InvestigationReopened,
  FindingIssued,
  InvestigationClosed,
] as const;
