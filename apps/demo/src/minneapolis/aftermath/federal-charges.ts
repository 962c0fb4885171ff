import { agency, described, from, on, person } from '../../scenario/phrases.js';
import { step, type Step } from '../../scenario/step.js';
import { shooting } from '../article/shooting.js';
import { usAttorney } from '../cast/agencies.js';
import { shootingOfficer } from '../cast/persons.js';
import { apDismissal } from '../cast/sources.js';

const sources = [from(apDismissal)];

export const federalCase = step('charges: the federal case', 'openCase', {
  kind: 'CRIMINAL',
  against: 'SUBJECT',
  incidents: [shooting.record],
  jurisdiction: 'FEDERAL',
  occurred: on('2026-01-16'),
  sources,
});

const charge = (chargeId: string, defendant: string) => ({
  chargeId,
  defendant: described(defendant, { role: 'SUBJECT' }),
  victims: [person(shootingOfficer)],
  description: 'Assaulting an officer',
  level: 'UNKNOWN',
  counts: 1,
});
const filed = step('charges: against two men', 'fileCharges', {
  record: federalCase.record,
  charges: [charge('first', 'the first of the two men charged'), charge('second', 'the second of the two men charged')],
  prosecutedBy: usAttorney.record,
  instrument: 'One complaint',
  occurred: on('2026-01-16', federalCase),
  sources,
});

const sought = (chargeId: string) =>
  step(`charges: dismissal sought: ${chargeId}`, 'changeChargeStatus', {
    record: federalCase.record,
    chargeId,
    status: 'DISMISSAL_SOUGHT',
    by: agency(usAttorney),
    why: 'New evidence is "materially inconsistent" with the affidavit.',
    occurred: on('2026-02-12'),
    sources,
  });
const dismissed = (chargeId: string, after: Step) =>
  step(`charges: dismissed: ${chargeId}`, 'changeChargeStatus', {
    record: federalCase.record,
    chargeId,
    status: 'DISMISSED',
    by: described('the judge'),
    prejudice: 'WITH',
    why: "At the government's own request.",
    occurred: on('2026-02-13', after),
    sources,
  });
const [first, second] = [sought('first'), sought('second')];

/** 16 January: two men are charged. */
export const FEDERAL_CHARGES = [federalCase, filed];
/** 12 and 13 February: the government takes it back, for good. */
export const DISMISSAL = [first, second, dismissed('first', first), dismissed('second', second)];
