import { agency, coded, from, on } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { killing } from '../article/killing.js';
import { shooting } from '../article/shooting.js';
import { attorneyGeneral, bureau, countyAttorney, doj, fbi } from '../cast/agencies.js';
import { ap, fox9, spokesman } from '../cast/sources.js';

export const review = step('killing: county and state review', 'openInvestigation', {
  incidents: [killing.record],
  kind: coded('PROSECUTORIAL_REVIEW'),
  scope: 'An independent review of the killing, to preserve the evidence',
  lead: countyAttorney.record,
  occurred: on('2026-01-09'),
  sources: [from(spokesman)],
});
const reviewJoined = step('killing: the Attorney General joins', 'recordAgencyJoined', {
  record: review.record,
  agency: attorneyGeneral.record,
  as: 'JOINT',
  occurred: on('2026-01-09', review),
  sources: [from(spokesman)],
});
export const civilRights = step('killing: no civil-rights investigation', 'declineInvestigation', {
  incidents: [killing.record],
  kind: coded('CIVIL_RIGHTS'),
  agency: doj.record,
  why: 'There is "currently no basis" for a criminal civil-rights investigation.',
  occurred: on('2026-01-13'),
  sources: [from(ap)],
});
export const stateInquiry = step('shooting: the bureau investigates', 'openInvestigation', {
  incidents: [shooting.record],
  kind: coded('CRIMINAL'),
  lead: bureau.record,
  occurred: on('2026-01-14', shooting),
  sources: [from(fox9)],
});
const denied = step('shooting: the FBI keeps its findings', 'recordEvidenceAccess', {
  record: stateInquiry.record,
  agency: bureau.record,
  access: 'DENIED',
  to: "The FBI's findings",
  decidedBy: agency(fbi),
  occurred: on('2026-01-22'),
  sources: [from(fox9)],
});

/** 9 to 22 January: who else investigates, and who will not. */
export const FURTHER_INQUIRIES = [review, reviewJoined, civilRights, stateInquiry, denied];
