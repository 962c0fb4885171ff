import { claimed, coded, from, on, person } from '../../scenario/phrases.js';
import { step, type Step } from '../../scenario/step.js';
import { shooting } from '../article/shooting.js';
import { ice, usAttorney } from '../cast/agencies.js';
import { firstWitness, secondWitness } from '../cast/persons.js';
import { people } from '../cast/sources.js';
import { directorOnTestimony } from './footage.js';

const that = { occurred: on('2026-02-13', directorOnTestimony), sources: [from(people)] };

const onLeave = (officer: Step, which: string) =>
  step(`officers: the ${which} is on leave`, 'recordOfficerStatus', {
    ...that,
    record: officer.record,
    agency: ice.record,
    status: 'ON_LEAVE',
    attribution: claimed(directorOnTestimony, 'leave'),
  });

export const testimonyInquiry = step('officers: their testimony is investigated', 'openInvestigation', {
  ...that,
  incidents: [shooting.record],
  kind: coded('CRIMINAL'),
  of: [person(firstWitness), person(secondWitness)],
  scope: 'Sworn statements of two officers about the shooting',
  lead: usAttorney.record,
  attribution: claimed(directorOnTestimony, 'inquiry'),
});

/** 13 February: what comes of it for the two officers. */
export const TWO_OFFICERS = [
  firstWitness,
  secondWitness,
  onLeave(firstWitness, 'first'),
  onLeave(secondWitness, 'second'),
  testimonyInquiry,
];
