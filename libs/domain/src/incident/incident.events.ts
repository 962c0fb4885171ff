import { Count, Party, ThreeState } from '../shared/common.schemas.js';
import { event } from '../shared/declaration.js';
import { sealedIf } from '../shared/marks.js';
import { choice, coded, entryRef, list, object, optional, ref, secret, some, text, token } from '../shared/schema.js';
import { Place } from './place.schema.js';

export const IncidentRelevance = choice('IncidentRelevance', {
  INCIDENT: 'People with public power used force or infringed a right.',
  CONTEXT: 'A deployment or a protest: context, not counted as violence.',
});
export const AgencyRole = choice('IncidentAgencyRole', {
  INVOLVED: 'Its people took part.',
  PRESENT: 'Its people were there.',
  REQUESTED_BY: 'It asked for what was done.',
  REPORTING: 'It reported the incident.',
});
export const InvolvementRole = choice('InvolvementRole', {
  SUBJECT: 'Force was used against them, or their right was infringed.',
  OFFICER: 'Acted with public power.',
  BYSTANDER: 'Was there by chance.',
  WITNESS: 'Saw or heard it.',
  JOURNALIST: 'Reported on it.',
  OTHER: 'Took another part.',
});
export const ForceManner = choice('ForceManner', {
  DISCHARGED_HIT: 'Discharged, and hit.',
  DISCHARGED_MISSED: 'Discharged, and missed.',
  DISPLAYED: 'Displayed or pointed.',
  APPLIED: 'Applied.',
  UNKNOWN: 'Not known.',
});
export const InjurySeverity = choice('InjurySeverity', {
  FATAL: 'Death.',
  LIFE_THREATENING: 'Life-threatening.',
  SERIOUS: 'Serious.',
  NON_LIFE_THREATENING: 'Not life-threatening.',
  MINOR: 'Minor.',
  NONE_REPORTED: 'Reported to be unhurt.',
  UNKNOWN: 'Not known.',
});
export const LinkRelation = choice('IncidentRelation', {
  PRECEDED: 'This one came before the other, in one course of events.',
  LED_TO: 'This one led to the other.',
  SAME_OPERATION: 'Both are of one operation.',
  PART_OF: 'This one is part of the other.',
  RELATED: 'Related in another way.',
});
export const VerificationLevel = choice('VerificationLevel', {
  REPORTED: 'Reported by one source.',
  CORROBORATED: 'Reported by two independent sources.',
  DOCUMENTED: 'A primary document or footage shows it.',
  ADJUDICATED: 'A court or tribunal established it.',
});

const of = { aggregate: 'incident' } as const;
const fact = { ...of, nature: 'FACT' } as const;
const decision = { ...of, nature: 'DECISION' } as const;
// Whether an injury is personal data depends on whose it is: a person's is sealed, that of "two others" is not.
const injuryDetail = sealedIf('injuryDetail', '1/injured/person');

export const IncidentReported = event('IncidentReported', {
  ...fact,
  creates: 'ALWAYS',
  mutation: 'reportIncident',
  description: 'Something happened in which people with public power used force or infringed a right, or its context.',
  data: object({
    kinds: some(coded('IncidentKind'), 'What kinds of incident it was.'),
    relevance: IncidentRelevance,
    title: text('A neutral headline.', 300),
    narrative: optional(text('What happened, in neutral words.')),
    places: optional(list(Place, { min: 1, max: 20, description: 'Where it happened.' })),
    agencies: optional(
      some(
        object(
          { agency: ref('agency'), role: AgencyRole },
          { name: 'IncidentAgency', description: 'An agency and its role.' },
        ),
        'The agencies that had a part in it.',
      ),
    ),
    externalIds: optional(
      some(
        object(
          { scheme: token('Whose id it is: mapping-police-violence.'), value: token('The id.') },
          { name: 'ExternalId', description: 'Id of the same incident in another tracker or file.' },
        ),
        'Its ids elsewhere.',
      ),
    ),
    count: optional(Count),
  }),
});
export const PersonInvolved = event('PersonInvolved', {
  ...fact,
  mutation: 'recordPersonInvolved',
  description: 'A person had a part in it.',
  data: object({
    person: ref('person'),
    role: InvolvementRole,
    minor: ThreeState,
    agency: optional(ref('agency', 'Of an officer: the agency they acted for.')),
  }),
});
export const ForceReported = event('ForceReported', {
  ...fact,
  mutation: 'reportForce',
  description: 'Force was used, by officers or against them.',
  data: object({
    type: coded('ForceType'),
    manner: ForceManner,
    by: optional(Party),
    against: optional(Party),
    count: optional(Count),
  }),
});
export const InjuryReported = event('InjuryReported', {
  ...fact,
  mutation: 'reportInjury',
  description: 'Someone was hurt, or reported to be unhurt.',
  data: object({
    injured: Party,
    severity: InjurySeverity,
    bodyPart: optional(secret(injuryDetail, 'The part of the body.', 100)),
    detail: optional(secret(injuryDetail, 'What the injury is.', 1_000)),
    hospitalised: ThreeState,
  }),
});
const link = { to: ref('incident', 'The other incident.'), relation: LinkRelation };
export const IncidentsLinked = event('IncidentsLinked', {
  ...decision,
  mutation: 'linkIncidents',
  description: 'Two incidents belong together.',
  data: object(link),
});
export const IncidentsUnlinked = event('IncidentsUnlinked', {
  ...decision,
  mutation: 'unlinkIncidents',
  description: 'A link no longer holds.',
  data: object(link),
});
export const IncidentVerified = event('IncidentVerified', {
  ...decision,
  mutation: 'verifyIncident',
  description: 'How well certain entries are verified: the shooting may be documented while the shovel is not.',
  data: object({
    level: VerificationLevel,
    covers: some(entryRef('An entry of the incident.'), 'The entries that this level holds for.'),
  }),
});
export const IncidentMerged = event('IncidentMerged', {
  ...decision,
  mutation: 'mergeIncident',
  description: 'This record is a duplicate: the other is the canonical one. Both ids go on answering.',
  data: object({ into: ref('incident', 'The canonical record.') }),
});
export const IncidentUnmerged = event('IncidentUnmerged', {
  ...decision,
  mutation: 'unmergeIncident',
  description: 'The merge was a mistake: the record stands on its own again.',
  data: object({ from: ref('incident', 'The record that it had been merged into.') }),
});

export const INCIDENT_EVENTS = [
  IncidentReported,
  PersonInvolved,
  ForceReported,
  InjuryReported,
  IncidentsLinked,
  IncidentsUnlinked,
  IncidentVerified,
  IncidentMerged,
  IncidentUnmerged,
] as const;
