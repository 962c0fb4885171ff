import { step, type Step } from '../../scenario/step.js';
import { city, ice } from './agencies.js';

type Kind = 'PRIVATE' | 'OFFICER' | 'PUBLIC_OFFICIAL';

const registered = (who: string, kind: Kind, why: string, more: { office?: string; agency?: Step } = {}) =>
  step(`person: ${who}`, 'registerPerson', {
    kind,
    office: more.office,
    agency: more.agency?.record,
    reason: { text: why },
  });

export const good = registered('the woman who was killed', 'PRIVATE', 'Killed on 7 January; the article names her.');
export const shotMan = registered('the man who was shot', 'PRIVATE', 'Shot on 14 January; no name is recorded.');
export const killingOfficer = registered(
  'the officer of 7 January',
  'OFFICER',
  'Fired on 7 January; no name is recorded.',
  { agency: ice },
);
export const shootingOfficer = registered(
  'the officer of 14 January',
  'OFFICER',
  'Fired on 14 January; no name is recorded.',
  { agency: ice },
);
export const mayor = registered('the mayor', 'PUBLIC_OFFICIAL', 'Speaks for the city; the article names him.', {
  office: 'Mayor of Minneapolis',
  agency: city,
});

export const PERSONS = [good, shotMan, killingOfficer, shootingOfficer, mayor];

const testimony = 'Testified under oath about 14 January; no name is recorded.';
/** Whether one of the two is the officer who fired is not said, so they have records of their own. */
export const firstWitness = registered('the first of the two officers', 'OFFICER', testimony, { agency: ice });
export const secondWitness = registered('the second of the two officers', 'OFFICER', testimony, { agency: ice });
