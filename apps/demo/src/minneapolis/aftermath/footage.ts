import { agency, claim, from, on } from '../../scenario/phrases.js';
import { step, type Input } from '../../scenario/step.js';
import { departmentOnShooting } from '../article/department.js';
import { officialsOnShooting } from '../article/officials.js';
import { shooting } from '../article/shooting.js';
import { ice } from '../cast/agencies.js';
import { apDismissal, footage, people } from '../cast/sources.js';

export const directorOnTestimony = step('footage: the acting director speaks', 'issueStatement', {
  issuer: { office: 'Acting Director of Immigration and Customs Enforcement', onBehalfOf: ice.record },
  summary: "Video shows that two officers' sworn testimony appears to be untruthful.",
  incidents: [shooting.record],
  claims: [
    claim(
      'testimony',
      'FOOTAGE',
      'CONCEDES',
      "Video shows that two officers' sworn testimony appears to be untruthful.",
    ),
    claim('leave', 'OTHER', 'ASSERTS', 'Both officers are on leave.'),
    claim('inquiry', 'OTHER', 'ASSERTS', "The US Attorney's Office investigates them."),
  ],
  occurred: on('2026-02-13'),
  sources: [from(people)],
});

const contradicted = (what: string, statement: typeof officialsOnShooting, claimId: string, by: Input, with_: string) =>
  step(`footage: ${what} contradicted by ${with_}`, 'assessClaim', {
    record: statement.record,
    claimId,
    assessment: 'CONTRADICTS',
    by,
    assessedBy: agency(ice),
    occurred: on('2026-02-13', directorOnTestimony),
    sources: [from(apDismissal), from(people), from(footage)],
  });

const assessed = (what: string, statement: typeof officialsOnShooting, claimId: string) => [
  contradicted(what, statement, claimId, { source: footage.record }, 'the footage'),
  contradicted(
    what,
    statement,
    claimId,
    { claim: { statement: directorOnTestimony.record, claimId: 'testimony' } },
    'the acting director',
  ),
];

/** 13 February: the agency itself holds the footage against what had been said. */
export const FOOTAGE = [
  footage,
  directorOnTestimony,
  ...assessed('the shovel', officialsOnShooting, 'shovel'),
  ...assessed('the assault', departmentOnShooting, 'assault'),
  ...assessed('the attack by two others', departmentOnShooting, 'others'),
];
