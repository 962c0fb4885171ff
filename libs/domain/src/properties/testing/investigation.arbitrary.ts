import { ZONE } from '#domain/testing';
import fc from 'fast-check';
import * as events from '../../investigation/investigation.events.js';
import { agency, code, drafts, incident, label, numbered } from './common.arbitrary.js';

const scope = fc.record(
  { incidents: fc.tuple(incident), kind: code('CRIMINAL'), lead: agency },
  { requiredKeys: ['incidents', 'kind'] },
);
const role = fc.constantFrom('LEAD', 'JOINT', 'OVERSIGHT');
const due = fc.constant({ edtf: '2026-04-01', zone: ZONE });
const nothing = fc.constant({});

export const investigationId = numbered('investigation', 1);

export const investigationBegun = drafts(events.InvestigationOpened, scope);

export const investigationDraft = fc.oneof(
  drafts(events.InvestigationAnnounced, scope),
  investigationBegun,
  drafts(events.InvestigationDeclined, fc.record({ incidents: fc.tuple(incident), kind: code('CRIMINAL'), agency })),
  drafts(events.IncidentAddedToInvestigation, fc.record({ incident })),
  drafts(events.AgencyJoinedInvestigation, fc.record({ agency, as: role })),
  drafts(events.AgencyParticipationChanged, fc.record({ agency, as: role })),
  drafts(events.AgencyLeftInvestigation, fc.record({ agency, because: fc.constant('WITHDREW') })),
  drafts(events.EvidenceAccessChanged, fc.record({ agency, access: fc.constantFrom('FULL', 'REVOKED') })),
  drafts(events.InvestigationTransferred, fc.record({ from: agency, to: agency })),
  drafts(events.InvestigationReferred, fc.record({ to: agency, for: fc.constant('PROSECUTION') })),
  drafts(
    events.DeadlineSet,
    fc.record({ deadlineId: label, what: fc.constant('The report'), due, basis: fc.constant('STATUTE') }),
  ),
  drafts(events.DeadlineMet, fc.record({ deadlineId: label })),
  drafts(events.DeadlineMoved, fc.record({ deadlineId: label, due })),
  drafts(events.InvestigationSuspended, nothing),
  drafts(events.InvestigationResumed, nothing),
  drafts(events.InvestigationReopened, nothing),
  drafts(events.InvestigationMilestoneRecorded, fc.record({ milestone: code('AUTOPSY', 'OFFICER_NAMED') })),
  drafts(events.FindingIssued, fc.record({ stage: fc.constant('FINAL'), finding: code('JUSTIFIED') })),
  drafts(events.InvestigationClosed, fc.record({ outcome: fc.constantFrom('NO_CHARGES', 'FINDING_ISSUED') })),
);
