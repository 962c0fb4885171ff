import { agency, claim, claimed, coded, from, on } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { killing } from '../article/killing.js';
import { bureau, fbi, usAttorney } from '../cast/agencies.js';
import { bca, cbs, spokesman } from '../cast/sources.js';

/** All that is known of the joint investigation is the bureau's account of it. */
export const bureauWithdraws = step('killing: the bureau speaks', 'issueStatement', {
  issuer: { onBehalfOf: bureau.record },
  medium: coded('PRESS_RELEASE'),
  summary: 'The bureau says that a joint investigation was agreed on and then reversed, and that it has withdrawn.',
  quotes: [{ text: 'reluctantly withdrew' }],
  incidents: [killing.record],
  claims: [
    claim('joint', 'JURISDICTION', 'ASSERTS', 'It was agreed with the FBI to investigate together.', {
      speaksOf: '2026-01-07',
    }),
    claim(
      'reversed',
      'JURISDICTION',
      'ASSERTS',
      "The US Attorney's Office reversed this: the FBI alone investigates, and the bureau has lost access.",
      { speaksOf: '2026-01-07', about: agency(usAttorney) },
    ),
    claim('withdrew', 'JURISDICTION', 'ASSERTS', 'The bureau has "reluctantly" withdrawn.', { speaksOf: '2026-01-08' }),
    claim('ready', 'JURISDICTION', 'PROMISES', 'The bureau is ready to take part again.'),
  ],
  occurred: on('2026-01-08'),
  sources: [from(bca), from(cbs)],
});

export const jointInquiry = step('killing: the FBI investigates', 'openInvestigation', {
  incidents: [killing.record],
  kind: coded('CRIMINAL'),
  lead: fbi.record,
  occurred: on('2026-01-07', killing),
  attribution: claimed(bureauWithdraws, 'joint'),
  sources: [from(bca), from(cbs)],
});
const joined = step('killing: the bureau joins', 'recordAgencyJoined', {
  record: jointInquiry.record,
  agency: bureau.record,
  as: 'JOINT',
  occurred: on('2026-01-07', jointInquiry),
  attribution: claimed(bureauWithdraws, 'joint'),
  sources: [from(bca), from(cbs)],
});
const revoked = step('killing: the bureau loses access', 'recordEvidenceAccess', {
  record: jointInquiry.record,
  agency: bureau.record,
  access: 'REVOKED',
  to: 'Case materials, evidence from the scene, and interviews',
  decidedBy: agency(usAttorney),
  occurred: on('2026-01-07', joined),
  attribution: claimed(bureauWithdraws, 'reversed'),
  sources: [from(bca), from(cbs)],
});
const left = step('killing: the bureau withdraws', 'recordAgencyLeft', {
  record: jointInquiry.record,
  agency: bureau.record,
  because: 'WITHDREW',
  occurred: on('2026-01-08', revoked),
  attribution: claimed(bureauWithdraws, 'withdrew'),
  sources: [from(bca), from(cbs), from(spokesman)],
});

/** 7 and 8 January: a joint investigation, for a day. */
export const JOINT_INVESTIGATION = [bureauWithdraws, jointInquiry, joined, revoked, left];
