import { claim, claimed, coded, from, on, ZONE } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { city } from '../cast/agencies.js';
import { mayor } from '../cast/persons.js';
import { article } from '../cast/sources.js';
import { shooting, SINCE_THE_SHOOTING } from './shooting.js';

/** Fact 12: the mayor on the situation, and on the federal officers. */
export const mayorOnSituation = step('mayor: on the situation', 'issueStatement', {
  issuer: { person: mayor.record, office: 'Mayor of Minneapolis', onBehalfOf: city.record },
  summary: 'The mayor calls the situation "unsustainable", and says that federal officers cause chaos.',
  quotes: [{ text: 'unsustainable' }],
  incidents: [shooting.record],
  claims: [
    claim('scale', 'SCALE', 'ASSERTS', 'About 3,000 federal officers have been deployed across Minnesota.'),
    claim('chaos', 'OTHER', 'ASSERTS', 'The situation is "unsustainable": federal officers are causing chaos.'),
  ],
  occurred: SINCE_THE_SHOOTING,
  sources: [from(article)],
});

/** Fact 13: the deployment, of which the mayor speaks: context, and not counted as violence. */
export const deployment = step('deployment: reported', 'reportIncident', {
  kinds: [coded('DEPLOYMENT')],
  relevance: 'CONTEXT',
  title: 'Federal officers deployed across Minnesota',
  places: [{ text: 'Across Minnesota', region: 'US-MN', country: 'US', zone: ZONE, precision: 'REGION' }],
  count: { value: 3000, qualifier: 'ABOUT', of: 'federal officers' },
  occurred: on('2025-12~/2026-01-15'),
  attribution: claimed(mayorOnSituation, 'scale'),
  sources: [from(article)],
});

/** It is the deployment that the mayor condemns, not the shooting; its record came after the statement's. */
export const FACTS_12_AND_13 = [
  mayorOnSituation,
  deployment,
  step('mayor: condemns the deployment', 'linkStatement', {
    record: mayorOnSituation.record,
    incidents: [deployment.record],
    stances: [{ on: deployment.record, stance: 'CONDEMNS' }],
    reason: { text: 'The chaos that the mayor speaks of is that of the deployment.' },
    sources: [from(article)],
  }),
];
