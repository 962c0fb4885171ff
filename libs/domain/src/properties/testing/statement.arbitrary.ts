import { SOURCE } from '#domain/testing';
import fc from 'fast-check';
import * as events from '../../statement/statement.events.js';
import { agency, code, drafts, incident, label, labels, numbered } from './common.arbitrary.js';

export const statementId = numbered('statement', 1);

const claims = fc.array(
  fc.record({
    claimId: label,
    topic: code('WEAPON', 'FLIGHT'),
    act: fc.constant('ASSERTS'),
    text: fc.constant('So it was'),
  }),
  { minLength: 1, maxLength: 2 },
);
const stances = fc.array(fc.record({ on: incident, stance: fc.constantFrom('JUSTIFIES', 'CONDEMNS') }), {
  maxLength: 1,
});
const ground = fc.oneof(
  fc.constant({ source: SOURCE }),
  fc.record({
    claim: fc.record({ statement: fc.constantFrom(statementId, numbered('statement', 2)), claimId: label }),
  }),
);

export const statementBegun = drafts(
  events.StatementIssued,
  fc.record({
    issuer: agency.map((onBehalfOf) => ({ onBehalfOf })),
    summary: fc.constant('A word'),
    incidents: fc.uniqueArray(incident, { maxLength: 2 }),
    stances,
    claims,
  }),
);

export const statementDraft = fc.oneof(
  statementBegun,
  drafts(
    events.StatementRevised,
    fc.record({ changed: fc.constant('All'), claims, dropped: labels }, { requiredKeys: ['changed'] }),
  ),
  drafts(events.StatementTakenBack, fc.record({ claimIds: labels }, { requiredKeys: [] })),
  drafts(events.StatementLinked, fc.record({ incidents: fc.tuple(incident), stances })),
  drafts(
    events.ClaimAssessed,
    fc.record({ claimId: label, assessment: fc.constantFrom('CONTRADICTS', 'CORROBORATES'), by: ground }),
  ),
);
