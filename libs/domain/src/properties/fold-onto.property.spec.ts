import fc from 'fast-check';
import { caseDecider } from '../case/case.decider.js';
import { incidentDecider } from '../incident/incident.decider.js';
import { investigationDecider } from '../investigation/investigation.decider.js';
import { foldOnto, foldRecord } from '../record/record.fold.js';
import type { Decider } from '../shared/decider.js';
import { statementDecider } from '../statement/statement.decider.js';
import type { Draft } from '../testing/index.js';
import { caseBegun, caseDraft, caseId } from './testing/case.arbitrary.js';
import { follow, stepsOf } from './testing/course.js';
import { incidentBegun, incidentDraft, incidentId } from './testing/incident.arbitrary.js';
import { investigationBegun, investigationDraft, investigationId } from './testing/investigation.arbitrary.js';
import { statementBegun, statementDraft, statementId } from './testing/statement.arbitrary.js';

type Kind = readonly [string, Decider<unknown>, string, fc.Arbitrary<Draft>, fc.Arbitrary<Draft>];
const KINDS = [
  ['an investigation', investigationDecider, investigationId, investigationDraft, investigationBegun],
  ['a case', caseDecider, caseId, caseDraft, caseBegun],
  ['a statement', statementDecider, statementId, statementDraft, statementBegun],
  ['an incident', incidentDecider, incidentId, incidentDraft, incidentBegun],
] as unknown as readonly Kind[];

describe.each(KINDS)('%s', (_kind, decider, stream, content, begun) => {
  it('folded event by event is the record folded at once, wherever an event can be folded onto it', () => {
    let carriedOn = 0;
    fc.assert(
      fc.property(stepsOf(content, begun), (steps) => {
        const { events } = follow(decider, stream, steps, ['SEQUENCE']);
        for (let n = 1; n < events.length; n++) {
          const onto = foldOnto(decider, foldRecord(decider, stream, events.slice(0, n)), events[n]!);
          if (onto) expect(onto).toEqual(foldRecord(decider, stream, events.slice(0, n + 1)));
          if (onto) carriedOn += 1;
        }
      }),
    );
    expect(carriedOn).toBeGreaterThan(0);
  });
});
