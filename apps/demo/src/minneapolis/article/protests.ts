import { coded, from, MINNEAPOLIS, on, ZONE } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { article } from '../cast/sources.js';
import { killing } from './killing.js';

export const protests = step('protests: reported', 'reportIncident', {
  kinds: [coded('PROTEST')],
  relevance: 'CONTEXT',
  title: 'Protests in Minneapolis and other US cities',
  places: [MINNEAPOLIS, { text: 'Other US cities', country: 'US', zone: ZONE, precision: 'COUNTRY' }],
  occurred: on('[2026-01-07..2026-01-15]', killing),
  sources: [from(article)],
});

/** Fact 14: the killing sparked protests in Minneapolis and other US cities. */
export const FACT_14 = [
  protests,
  step('protests: sparked by the killing', 'linkIncidents', {
    record: killing.record,
    to: protests.record,
    relation: 'LED_TO',
    reason: { text: 'The article says that the killing sparked them.' },
    sources: [from(article)],
  }),
];
