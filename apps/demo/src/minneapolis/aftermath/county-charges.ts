import { coded, described, from, on } from '../../scenario/phrases.js';
import { step } from '../../scenario/step.js';
import { shooting } from '../article/shooting.js';
import { countyAttorney } from '../cast/agencies.js';
import { arrestReport, tribuneCharges } from '../cast/sources.js';

/** The reports that are cited do not say here which officer it is, so the record does not either. */
const agent = described('the ICE agent charged by the county', { role: 'OFFICER' });
const sources = [from(tribuneCharges)];

export const countyCase = step('charges: the county case', 'openCase', {
  kind: 'CRIMINAL',
  against: 'OFFICER',
  incidents: [shooting.record],
  jurisdiction: 'COUNTY',
  occurred: on('2026-05-18'),
  sources,
});
const filed = step('charges: against an agent', 'fileCharges', {
  record: countyCase.record,
  charges: [
    {
      chargeId: 'assault',
      defendant: agent,
      description: 'Second-degree assault',
      level: 'UNKNOWN',
      counts: 4,
    },
    {
      chargeId: 'false-report',
      defendant: agent,
      description: 'Falsely reporting a crime',
      level: 'UNKNOWN',
      counts: 1,
    },
  ],
  prosecutedBy: countyAttorney.record,
  occurred: on('2026-05-18', countyCase),
  sources,
});

/** 18 and 29 May: an agent is charged, and arrested. */
export const COUNTY_CHARGES = [
  countyCase,
  filed,
  step('charges: a warrant', 'recordProceeding', {
    record: countyCase.record,
    proceeding: coded('WARRANT_ISSUED'),
    of: [agent],
    occurred: on('2026-05-18', filed),
    sources,
  }),
  step('charges: the agent is arrested', 'recordArrest', {
    record: countyCase.record,
    of: agent,
    arrest: 'ARRESTED',
    allegedConduct: 'What the county charges; the arrest was made in Texas.',
    occurred: on('2026-05-29'),
    sources: [from(arrestReport)],
  }),
];
