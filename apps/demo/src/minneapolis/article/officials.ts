import { claim, claimed, from, person, reportedAs } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { shootingOfficer } from '../cast/persons.js';
import { article } from '../cast/sources.js';
import { shooting, SINCE_THE_SHOOTING, THAT_EVENING, TOLD_BY } from './shooting.js';

export const officialsOnShooting = step('shooting: US officials speak', 'issueStatement', {
  issuer: { described: 'US officials' },
  summary: 'An ICE officer was attacked with a shovel before the man was shot.',
  incidents: [shooting.record],
  claims: [
    claim('shovel', 'WEAPON', 'ASSERTS', 'The officer was attacked with a shovel.', { about: person(shootingOfficer) }),
  ],
  occurred: SINCE_THE_SHOOTING,
  sources: [from(article)],
});

/** Fact 5: the shovel. Force against an officer, recorded like force by one, and no more than a claim. */
export const FACT_5 = [
  officialsOnShooting,
  step('shooting: the shovel', 'reportForce', {
    record: shooting.record,
    type: reportedAs('TOOL_AS_WEAPON', 'shovel'),
    manner: 'APPLIED',
    against: person(shootingOfficer),
    occurred: THAT_EVENING,
    attribution: claimed(officialsOnShooting, 'shovel'),
    sources: TOLD_BY,
  }),
];
