import fc from 'fast-check';
import * as events from '../../case/case.events.js';
import { agency, code, drafts, incident, label, labels, numbered, party } from './common.arbitrary.js';

const identity = {
  kind: fc.constantFrom('CRIMINAL', 'CIVIL'),
  against: fc.constantFrom('SUBJECT', 'OFFICER'),
  incidents: fc.tuple(incident),
};
const begins = fc.option(fc.record(identity), { nil: undefined });
const beginning = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .record({ begins, ...fields })
    .map(({ begins: given, ...rest }) => ({ ...rest, ...(given ? { begins: given } : {}) }));
const status = fc.constantFrom('PENDING', 'AMENDED', 'DROPPED', 'DISMISSED', 'REINSTATED', 'CONVICTED', 'ON_APPEAL');

export const caseId = numbered('case', 1);

export const caseBegun = drafts(events.CaseOpened, fc.record({ ...identity, jurisdiction: fc.constant('FEDERAL') }));

export const caseDraft = fc.oneof(
  caseBegun,
  drafts(events.ArrestMade, beginning({ of: party, arrest: fc.constant('ARRESTED') })),
  drafts(events.CustodyChanged, beginning({ of: party, custody: fc.constantFrom('IN_CUSTODY', 'RELEASED') })),
  drafts(events.ProsecutionDeclined, beginning({ agency })),
  drafts(events.SuitFiled, beginning({ plaintiffs: fc.tuple(party), defendants: fc.tuple(party) })),
  drafts(
    events.ChargesFiled,
    fc.record({
      charges: fc.array(
        fc.record({
          chargeId: label,
          defendant: party,
          level: fc.constant('FELONY'),
          counts: fc.integer({ min: 1, max: 4 }),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
  ),
  drafts(
    events.ChargeStatusChanged,
    fc.record(
      { chargeId: label, status, prejudice: fc.constantFrom('WITH', 'WITHOUT') },
      { requiredKeys: ['chargeId', 'status'] },
    ),
  ),
  drafts(events.ProceedingRecorded, fc.record({ proceeding: code('HEARING'), chargeIds: labels })),
  drafts(events.SentenceImposed, fc.record({ of: party, chargeIds: labels, sentence: fc.constant('Probation') })),
  drafts(events.AppealFiled, fc.record({ appealId: label, by: party, against: fc.constant('The dismissal') })),
  drafts(events.AppealDecided, fc.record({ appealId: label, outcome: fc.constantFrom('AFFIRMED', 'REVERSED') })),
  drafts(events.SettlementReached, fc.constant({ amount: { amount: '1000.00', currency: 'USD' } })),
  drafts(events.JudgmentEntered, fc.record({ outcome: fc.constant('MIXED') })),
  drafts(
    events.DisciplineImposed,
    fc.record({ stage: fc.constantFrom('RECOMMENDED', 'FINAL'), of: party, discipline: code('REPRIMAND') }),
  ),
);
