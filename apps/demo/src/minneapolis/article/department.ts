import { claim, claimed, described, from, person } from '../../scenario/phrases.js';
import { mention, step } from '../../scenario/step.js';
import { dhs } from '../cast/agencies.js';
import { shootingOfficer, shotMan } from '../cast/persons.js';
import { article } from '../cast/sources.js';
import { shooting, SINCE_THE_SHOOTING, THAT_EVENING, TOLD_BY } from './shooting.js';

const man = { about: person(shotMan) };
const officer = { about: person(shootingOfficer) };
const twoOthers = {
  about: described('two others', { count: { value: 2, qualifier: 'EXACT', of: 'people' } }),
};

/** Facts 4, 6 and 7: what the department said of the shooting. */
export const departmentOnShooting = step('shooting: the department speaks', 'issueStatement', {
  issuer: { onBehalfOf: dhs.record },
  summary: 'The department calls the shots defensive: the man resisted arrest, and an officer was attacked.',
  incidents: [shooting.record],
  stances: [{ on: shooting.record, stance: 'JUSTIFIES' }],
  claims: [
    claim('contact', 'REASON_FOR_CONTACT', 'ASSERTS', 'Federal officers were carrying out a targeted traffic stop.'),
    claim(
      'resistance',
      'RESISTANCE',
      'ASSERTS',
      `The man, a national of ${mention(shotMan, 'nationality')}, resisted arrest.`,
      man,
    ),
    claim('assault', 'ASSAULT', 'ASSERTS', 'He assaulted an officer before he was shot.', man),
    claim('flight', 'FLIGHT', 'ASSERTS', 'He left his vehicle, and a fight with an officer followed.', man),
    claim('others', 'ASSAULT', 'ASSERTS', 'Two others joined the fight and attacked the officer.', twoOthers),
    claim('shots', 'SHOTS', 'ASSERTS', 'The shots that the officer fired were defensive.', officer),
    claim('fear', 'THREAT', 'ASSERTS', 'The officer feared for his safety.', officer),
    claim('man-injured', 'INJURY', 'ASSERTS', 'The man is in hospital; his injuries are not life-threatening.', man),
    claim('officer-injured', 'INJURY', 'ASSERTS', 'The officer was injured, and is in hospital.', officer),
  ],
  occurred: SINCE_THE_SHOOTING,
  sources: [from(article)],
});

/** The nationality is the department's to claim, and personal data: the claim's text has a mention in its place. */
export const nationality = step('shooting: the nationality of the man', 'describePerson', {
  record: shotMan.record,
  nationality: { code: 'VE' },
  occurred: THAT_EVENING,
  attribution: claimed(departmentOnShooting, 'resistance'),
  sources: TOLD_BY,
});

/** Facts 4 and 6. */
export const FACTS_4_AND_6 = [departmentOnShooting, nationality];

const injury = { record: shooting.record, hospitalised: 'YES', occurred: THAT_EVENING, sources: TOLD_BY };

/** Fact 7: how the two were, by the department's account. */
export const FACT_7 = [
  step('shooting: the state of the man', 'reportInjury', {
    ...injury,
    injured: person(shotMan),
    severity: 'NON_LIFE_THREATENING',
    attribution: claimed(departmentOnShooting, 'man-injured'),
  }),
  step('shooting: the state of the officer', 'reportInjury', {
    ...injury,
    injured: person(shootingOfficer),
    severity: 'UNKNOWN',
    attribution: claimed(departmentOnShooting, 'officer-injured'),
  }),
];
