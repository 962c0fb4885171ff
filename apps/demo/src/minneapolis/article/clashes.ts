import { coded, described, from, MINNEAPOLIS, on, reportedAs } from '../../scenario/phrases.js';
import { step, type Input } from '../../scenario/step.js';
import { article } from '../cast/sources.js';
import { shooting } from './shooting.js';

const that = { occurred: on('[2026-01-14..2026-01-15]', shooting), sources: [from(article)] };

export const clashes = step('clashes: reported', 'reportIncident', {
  ...that,
  kinds: [coded('PROTEST_CLASH')],
  relevance: 'INCIDENT',
  title: 'Protesters and law enforcement clashed near the scene of the shooting',
  places: [{ ...MINNEAPOLIS, text: 'Near the scene of the shooting, Minneapolis' }],
});

const againstOfficers = (what: string, type: Input, manner: string) =>
  step(`clashes: ${what}`, 'reportForce', {
    ...that,
    record: clashes.record,
    type,
    manner,
    by: described('protesters'),
    against: described('officers', { role: 'OFFICER' }),
  });

/** Fact 10: fresh clashes, in which officers were hit by fireworks, ice and snowballs. */
export const FACT_10 = [
  clashes,
  step('clashes: led to by the shooting', 'linkIncidents', {
    record: shooting.record,
    to: clashes.record,
    relation: 'LED_TO',
    reason: { text: 'The article tells of the clashes as renewed by the shooting.' },
    sources: [from(article)],
  }),
  againstOfficers('fireworks', coded('FIREWORK'), 'DISCHARGED_HIT'),
  againstOfficers('ice', reportedAs('THROWN_OBJECT', 'ice'), 'APPLIED'),
  againstOfficers('snowballs', reportedAs('THROWN_OBJECT', 'snowballs'), 'APPLIED'),
];
