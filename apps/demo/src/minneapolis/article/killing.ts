import { coded, from, MINNEAPOLIS, on, person } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { ice } from '../cast/agencies.js';
import { good, killingOfficer } from '../cast/persons.js';
import { article } from '../cast/sources.js';

const that = { occurred: on('2026-01-07'), sources: [from(article)] };

export const killing = step('killing: reported', 'reportIncident', {
  ...that,
  kinds: [coded('SHOOTING')],
  relevance: 'INCIDENT',
  title: 'An ICE agent shot a woman dead in Minneapolis',
  places: [MINNEAPOLIS],
  agencies: [{ agency: ice.record, role: 'INVOLVED' }],
});

/** Fact 2: an ICE agent shot a woman dead the week before. */
export const FACT_2 = [
  killing,
  step('killing: the woman', 'recordPersonInvolved', {
    ...that,
    record: killing.record,
    person: good.record,
    role: 'SUBJECT',
    minor: 'NO',
  }),
  step('killing: the agent', 'recordPersonInvolved', {
    ...that,
    record: killing.record,
    person: killingOfficer.record,
    role: 'OFFICER',
    minor: 'NO',
    agency: ice.record,
  }),
  step('killing: the shots', 'reportForce', {
    ...that,
    record: killing.record,
    type: coded('FIREARM'),
    manner: 'DISCHARGED_HIT',
    by: person(killingOfficer),
    against: person(good),
  }),
];

/** Fact 3: who she was. The name is sealed like every other, and disclosed by a decision that is on record. */
export const FACT_3 = [
  step('killing: her name and age', 'describePerson', {
    ...that,
    record: good.record,
    name: { full: 'Renee Nicole Good', given: 'Renee Nicole', family: 'Good' },
    age: { value: 37 },
  }),
  step('killing: her name is disclosed', 'decideDisclosure', {
    record: good.record,
    fields: ['name', 'age'],
    basis: coded('WIDELY_REPORTED'),
    reason: { text: 'Her name and age are in the reports of every outlet cited here.' },
    sources: [from(article)],
  }),
  step('killing: her death', 'reportInjury', {
    ...that,
    record: killing.record,
    injured: person(good),
    severity: 'FATAL',
    hospitalised: 'UNKNOWN',
  }),
];
