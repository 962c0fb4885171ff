import fc from 'fast-check';
import * as events from '../../incident/incident.events.js';
import { agency, code, drafts, entry, incident, numbered, party, person } from './common.arbitrary.js';

export const incidentId = numbered('incident', 1);

const link = fc.record({ to: incident, relation: fc.constantFrom('LED_TO', 'RELATED') });

export const incidentBegun = drafts(
  events.IncidentReported,
  fc.record({
    kinds: fc.tuple(code('SHOOTING', 'RAID')),
    relevance: fc.constant('INCIDENT'),
    title: fc.constant('A title'),
    agencies: fc.tuple(fc.record({ agency, role: fc.constant('INVOLVED') })),
  }),
);

export const incidentDraft = fc.oneof(
  incidentBegun,
  drafts(
    events.PersonInvolved,
    fc.record({ person, role: fc.constantFrom('SUBJECT', 'WITNESS'), minor: fc.constantFrom('NO', 'UNKNOWN') }),
  ),
  drafts(
    events.ForceReported,
    fc.record({
      type: code('FIREARM'),
      manner: fc.constantFrom('DISPLAYED', 'DISCHARGED_HIT'),
      by: party,
      against: party,
    }),
  ),
  drafts(
    events.InjuryReported,
    fc.record({ injured: party, severity: fc.constantFrom('FATAL', 'MINOR'), hospitalised: fc.constant('UNKNOWN') }),
  ),
  drafts(events.IncidentsLinked, link),
  drafts(events.IncidentsUnlinked, link),
  drafts(
    events.IncidentVerified,
    fc.record({
      level: fc.constantFrom('REPORTED', 'DOCUMENTED'),
      covers: fc.uniqueArray(entry, { minLength: 1, maxLength: 2 }),
    }),
  ),
  drafts(events.IncidentMerged, fc.record({ into: incident })),
  drafts(events.IncidentUnmerged, fc.record({ from: incident })),
);
