import { claim, from, on, person } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { killing } from '../article/killing.js';
import { city, dhs } from '../cast/agencies.js';
import { good, killingOfficer, mayor } from '../cast/persons.js';
import { hill } from '../cast/sources.js';

const that = { incidents: [killing.record], sources: [from(hill)] };
const driver = { about: person(good) };
const officer = { about: person(killingOfficer) };

export const secretaryOnKilling = step('killing: the Secretary speaks', 'issueStatement', {
  ...that,
  issuer: { office: 'Secretary of Homeland Security', onBehalfOf: dhs.record },
  summary: 'The officer acted in self-defence against an act of domestic terrorism.',
  stances: [{ on: killing.record, stance: 'JUSTIFIES' }],
  claims: [
    claim(
      'self-defence',
      'THREAT',
      'ASSERTS',
      'The officer acted in self-defence against an act of domestic terrorism.',
      officer,
    ),
    claim('vehicle', 'VEHICLE', 'ASSERTS', 'The driver tried to run officers over.', driver),
  ],
  occurred: on('2026-01-07', killing),
});
export const mayorOnKilling = step('killing: the mayor speaks', 'issueStatement', {
  ...that,
  issuer: { person: mayor.record, office: 'Mayor of Minneapolis', onBehalfOf: city.record },
  summary: 'The account of self-defence is false: the driver was turning to leave.',
  stances: [{ on: killing.record, stance: 'CONDEMNS' }],
  claims: [
    claim('self-defence', 'THREAT', 'DENIES', 'The account of self-defence is false.', officer),
    claim('vehicle', 'VEHICLE', 'ASSERTS', 'The driver was turning to leave.', driver),
  ],
  occurred: on('2026-01-07', secretaryOnKilling),
});

const contradicts = (claimId: string) =>
  step(`killing: the mayor contradicts: ${claimId}`, 'assessClaim', {
    record: secretaryOnKilling.record,
    claimId,
    assessment: 'CONTRADICTS',
    by: { claim: { statement: mayorOnKilling.record, claimId } },
    assessedBy: person(mayor),
    occurred: on('2026-01-07', mayorOnKilling),
    sources: [from(hill)],
  });

/** 7 January: two accounts of the killing that exclude each other. */
export const ACCOUNTS_OF_KILLING = [
  secretaryOnKilling,
  mayorOnKilling,
  contradicts('self-defence'),
  contradicts('vehicle'),
];
