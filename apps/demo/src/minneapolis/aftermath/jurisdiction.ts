import { agency, claim, from, on } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { killing } from '../article/killing.js';
import { countyAttorney, dhs } from '../cast/agencies.js';
import { spokesman } from '../cast/sources.js';

export const secretaryOnJurisdiction = step('killing: the Secretary on jurisdiction', 'issueStatement', {
  issuer: { office: 'Secretary of Homeland Security', onBehalfOf: dhs.record },
  summary: 'Minnesota has no jurisdiction over the killing.',
  incidents: [killing.record],
  claims: [claim('no-jurisdiction', 'JURISDICTION', 'ASSERTS', 'Minnesota has no jurisdiction.')],
  occurred: on('2026-01-08'),
  sources: [from(spokesman)],
});
export const countyOnJurisdiction = step('killing: the County Attorney on jurisdiction', 'issueStatement', {
  issuer: { office: 'Hennepin County Attorney', onBehalfOf: countyAttorney.record },
  summary: 'That Minnesota has no jurisdiction is untrue.',
  incidents: [killing.record],
  claims: [claim('jurisdiction', 'JURISDICTION', 'DENIES', 'It is untrue that Minnesota has no jurisdiction.')],
  occurred: on('2026-01-08', secretaryOnJurisdiction),
  sources: [from(spokesman)],
});

/** 8 January: who may investigate is itself disputed. */
export const JURISDICTION = [
  secretaryOnJurisdiction,
  countyOnJurisdiction,
  step('killing: jurisdiction is disputed', 'assessClaim', {
    record: secretaryOnJurisdiction.record,
    claimId: 'no-jurisdiction',
    assessment: 'CONTRADICTS',
    by: { claim: { statement: countyOnJurisdiction.record, claimId: 'jurisdiction' } },
    assessedBy: agency(countyAttorney),
    occurred: on('2026-01-08', countyOnJurisdiction),
    sources: [from(spokesman)],
  }),
];
