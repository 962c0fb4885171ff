import { coded, described, from, on } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { fbi } from '../cast/agencies.js';
import { article } from '../cast/sources.js';
import { shooting, SINCE_THE_SHOOTING } from './shooting.js';

export const custodyCase = step('custody: the case', 'openCase', {
  kind: 'CRIMINAL',
  against: 'SUBJECT',
  incidents: [shooting.record],
  jurisdiction: 'UNKNOWN',
  occurred: SINCE_THE_SHOOTING,
  sources: [from(article)],
});

/** Fact 8, in the article's words: which of the three "both" are it does not say, and the record does not settle it. */
export const FACT_8 = [
  custodyCase,
  step('custody: both assailants', 'recordCustody', {
    record: custodyCase.record,
    of: described('both assailants', { role: 'SUBJECT', count: { value: 2, qualifier: 'EXACT', of: 'people' } }),
    custody: 'IN_CUSTODY',
    occurred: on('[2026-01-14..2026-01-15]', custodyCase),
    sources: [from(article)],
  }),
];

/** Fact 9: the FBI is investigating; into whose conduct the article does not say. */
export const federalInquiry = step('shooting: the FBI investigates', 'openInvestigation', {
  incidents: [shooting.record],
  kind: coded('CRIMINAL'),
  lead: fbi.record,
  occurred: SINCE_THE_SHOOTING,
  sources: [from(article)],
});
