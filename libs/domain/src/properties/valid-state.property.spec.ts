import fc from 'fast-check';
import { caseDecider } from '../case/case.decider.js';
import { transitionMisfit } from '../case/charge.transitions.js';
import { incidentDecider } from '../incident/incident.decider.js';
import { investigationDecider } from '../investigation/investigation.decider.js';
import { statementDecider } from '../statement/statement.decider.js';
import { caseBegun, caseDraft, caseId } from './testing/case.arbitrary.js';
import { follow, stepsOf } from './testing/course.js';
import { incidentBegun, incidentDraft, incidentId } from './testing/incident.arbitrary.js';
import { comesAfter, expectSound, repeated } from './testing/invariants.js';
import { investigationBegun, investigationDraft, investigationId } from './testing/investigation.arbitrary.js';
import { statementBegun, statementDraft, statementId } from './testing/statement.arbitrary.js';

/** With every sequence acknowledged, and with none. */
const acknowledged = fc.constantFrom(['SEQUENCE'], []);

describe('whatever is tried, a record of what was done stays sound', () => {
  it('an investigation', () =>
    fc.assert(
      fc.property(stepsOf(investigationDraft, investigationBegun), acknowledged, (steps, acknowledge) => {
        const { record } = follow(investigationDecider, investigationId, steps, acknowledge);
        expectSound(record);
        const { participation, deadlines, incidents } = record.state;
        for (const { entry, ended } of participation)
          if (ended) expect(comesAfter(record, entry, ended.entry)).toBe(true);
        expect(repeated(incidents.map(({ value }) => value))).toEqual([]);
        if (acknowledge.length > 0) return;
        const active = participation.filter(({ ended }) => !ended);
        expect(active.filter(({ role }) => role === 'LEAD').length).toBeLessThan(2);
        expect(repeated(active.map(({ agency }) => agency))).toEqual([]);
        expect(repeated(deadlines.map(({ deadlineId }) => deadlineId))).toEqual([]);
      }),
    ));

  it('a case', () =>
    fc.assert(
      fc.property(stepsOf(caseDraft, caseBegun), acknowledged, (steps, acknowledge) => {
        const { record } = follow(caseDecider, caseId, steps, acknowledge);
        expectSound(record);
        const { charges, incidents, began, against } = record.state;
        expect(repeated(charges.map(({ chargeId }) => chargeId))).toEqual([]);
        expect(repeated(incidents.map(({ value }) => value))).toEqual([]);
        expect(charges.map(({ history }) => history[0]?.status)).toEqual(charges.map(() => 'PENDING'));
        expect(began === undefined).toBe(record.entries.length === 0);
        if (record.standings.length > 0 && record.standings.every(({ corrections }) => corrections.length === 0))
          expect(against).toBeDefined();
        if (acknowledge.length > 0) return;
        for (const { chargeId, history } of charges)
          for (const [n, change] of history.entries())
            if (n > 0) expect(transitionMisfit(chargeId, history[n - 1]!, change.status)).toBeUndefined();
      }),
    ));

  it('a statement', () =>
    fc.assert(
      fc.property(stepsOf(statementDraft, statementBegun), acknowledged, (steps, acknowledge) => {
        const { record } = follow(statementDecider, statementId, steps, acknowledge);
        expectSound(record);
        const { claims, incidents, status } = record.state;
        expect(repeated(claims.map(({ claimId }) => claimId))).toEqual([]);
        expect(repeated(incidents.map(({ value }) => value))).toEqual([]);
        for (const { entry, takenBack } of claims)
          if (takenBack) expect(comesAfter(record, entry, takenBack.entry)).toBe(true);
        expect(status === 'NONE').toBe(record.standings.length === 0);
      }),
    ));

  it('an incident', () =>
    fc.assert(
      fc.property(stepsOf(incidentDraft, incidentBegun), acknowledged, (steps, acknowledge) => {
        const { record } = follow(incidentDecider, incidentId, steps, acknowledge);
        expectSound(record);
        const { links, mergedInto } = record.state;
        expect(repeated(links.map(({ to, relation }) => `${to} ${relation}`))).toEqual([]);
        expect(links.filter(({ to }) => to === incidentId)).toEqual([]);
        expect(mergedInto?.value).not.toBe(incidentId);
      }),
    ));
});

describe('a gap', () => {
  it.each([
    ['an investigation', investigationDecider, investigationId, investigationDraft, investigationBegun],
    ['a case', caseDecider, caseId, caseDraft, caseBegun],
    ['a statement', statementDecider, statementId, statementDraft, statementBegun],
    ['an incident', incidentDecider, incidentId, incidentDraft, incidentBegun],
  ] as const)('is never in %s unless someone acknowledged it', (_kind, decider, id, content, begun) =>
    fc.assert(
      fc.property(stepsOf(content, begun), (steps) => {
        const { record } = follow<unknown>(decider as Parameters<typeof follow>[0], id, steps);
        expect(record.gaps).toEqual([]);
      }),
    ),
  );
});
