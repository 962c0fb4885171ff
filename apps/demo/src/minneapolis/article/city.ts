import { claim, from } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { city } from '../cast/agencies.js';
import { article } from '../cast/sources.js';
import { clashes } from './clashes.js';
import { shooting, SINCE_THE_SHOOTING } from './shooting.js';

/** Fact 11: the city appeals for calm, and repeats its call for ICE to leave. */
export const cityAppeals = step('city: appeals for calm', 'issueStatement', {
  issuer: { onBehalfOf: city.record },
  summary: 'The city asks the public to stay calm, and asks ICE again to leave.',
  incidents: [shooting.record, clashes.record],
  claims: [
    claim('calm', 'CALL', 'DEMANDS', 'The public should remain calm.'),
    claim('leave', 'CALL', 'DEMANDS', 'ICE should leave Minneapolis.'),
  ],
  occurred: SINCE_THE_SHOOTING,
  sources: [from(article)],
});
