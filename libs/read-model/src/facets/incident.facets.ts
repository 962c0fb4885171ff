import { verificationLevels, type Incident, type StreamName } from '#domain';
import type { RecordView } from '../query/views.types.js';
import { identifyingTags } from './identifying.tags.js';
import { namedIn } from './party.names.js';
import type { TagCollector } from './facet.set.js';

/** Facets that follow from the incident's own entries. */
export function incidentTags(tags: TagCollector, view: RecordView<Incident>): void {
  const { state } = view;
  incidentContribution(tags, view);
  tags.add('relevance', state.relevance?.value);
  for (const level of verificationLevels(state)) tags.add('verification', level);
  tags.add('mergedInto', state.mergedInto?.value);
}

/** What a duplicate adds to the facets of the incident that it was merged into; how that is judged is its own. */
export function incidentContribution(tags: TagCollector, view: RecordView<Incident>): void {
  const { state } = view;
  for (const { value } of state.kinds) tags.add('kind', value);
  for (const { country, region, locality } of state.places)
    tags.add('country', country).add('region', region).add('locality', locality);
  for (const { agency, role } of state.agencies) tags.add('agency', agency).add('agencyRole', `${agency}:${role}`);
  for (const { role, agency } of state.people) tags.add('personRole', role).add('agency', agency);
  for (const { type } of state.force) tags.add('force', type);
  for (const { severity } of state.injuries) tags.add('injury', severity);
  for (const { facet, value } of identifyingTags(view)) tags.add(facet, value);
}

/** The records that an incident names. */
export const incidentLinks = ({ state, sources }: RecordView<Incident>): StreamName[] => [
  ...state.agencies.map(({ agency }) => agency),
  ...state.people.flatMap(({ person, agency }) => (agency ? [person, agency] : [person])),
  ...namedIn(state.force.flatMap(({ by, against }) => [by, against])),
  ...namedIn(state.injuries.map(({ injured }) => injured)),
  ...state.links.map(({ to }) => to),
  ...(state.mergedInto ? [state.mergedInto.value] : []),
  ...sources,
];
