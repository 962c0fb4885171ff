import { currentAccess, currentLead, type Investigation, type StreamName } from '#domain';
import type { RecordView } from '../query/views.types.js';
import { namedIn } from './party.names.js';
import type { TagCollector } from './facet.set.js';

export function investigationTags(tags: TagCollector, { state }: RecordView<Investigation>): void {
  tags.add('kind', state.kind?.value).add('status', state.status === 'NONE' ? undefined : state.status);
  for (const { agency, role } of state.participation) tags.add('agency', agency).add('agencyRole', `${agency}:${role}`);
  tags.add('lead', currentLead(state)?.agency);
  for (const { agency } of state.evidenceAccess) {
    const access = currentAccess(state, agency)?.access;
    tags.add('access', access && `${agency}:${access}`);
  }
  for (const { finding } of state.findings) tags.add('finding', finding);
  tags.add('outcome', state.closed?.outcome);
}

/** What an investigation adds to the facets of its incidents. */
export function investigationContribution(tags: TagCollector, { state }: RecordView<Investigation>): void {
  tags.add('investigationKind', state.kind?.value);
  for (const { agency, role } of state.participation)
    tags.add('investigatingAgency', agency).add('investigatingAgencyRole', `${agency}:${role}`);
}

export const investigationLinks = ({ state, sources }: RecordView<Investigation>): StreamName[] => [
  ...state.incidents.map(({ value }) => value),
  ...state.participation.map(({ agency }) => agency),
  ...state.evidenceAccess.map(({ agency }) => agency),
  ...(state.declinedBy ? [state.declinedBy.value] : []),
  ...(state.referredTo ? [state.referredTo.value] : []),
  ...namedIn(state.of),
  ...sources,
];
