import { coded, from, MINNEAPOLIS, on, person } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { ice } from '../cast/agencies.js';
import { shootingOfficer, shotMan } from '../cast/persons.js';
import { article, fox9 } from '../cast/sources.js';

/** The article gives no date; that it was shortly before 19:00 on the 14th is from the state's investigators. */
export const THAT_EVENING = on('2026-01-14T18:50~');
export const TOLD_BY = [from(article, '/data'), from(fox9, '/occurred')];

export const shooting = step('shooting: reported', 'reportIncident', {
  kinds: [coded('SHOOTING')],
  relevance: 'INCIDENT',
  title: 'An ICE officer shot a man in the leg in Minneapolis',
  narrative: 'An officer of Immigration and Customs Enforcement shot a man in the leg. What led to it is disputed.',
  places: [MINNEAPOLIS],
  agencies: [{ agency: ice.record, role: 'INVOLVED' }],
  occurred: THAT_EVENING,
  sources: TOLD_BY,
});
/** Some time after it, and before the article appeared. */
export const SINCE_THE_SHOOTING = on('[2026-01-14..2026-01-15]', shooting);

const fact = { record: shooting.record, occurred: THAT_EVENING, sources: TOLD_BY };

/** Fact 1: an ICE officer shot a man in the leg. */
export const FACT_1 = [
  shooting,
  step('shooting: the man', 'recordPersonInvolved', { ...fact, person: shotMan.record, role: 'SUBJECT', minor: 'NO' }),
  step('shooting: the officer', 'recordPersonInvolved', {
    ...fact,
    person: shootingOfficer.record,
    role: 'OFFICER',
    minor: 'NO',
    agency: ice.record,
  }),
  step('shooting: the shot', 'reportForce', {
    ...fact,
    type: coded('FIREARM'),
    manner: 'DISCHARGED_HIT',
    by: person(shootingOfficer),
    against: person(shotMan),
  }),
  step('shooting: the wound', 'reportInjury', {
    ...fact,
    injured: person(shotMan),
    severity: 'UNKNOWN',
    bodyPart: 'leg',
    hospitalised: 'UNKNOWN',
  }),
];
