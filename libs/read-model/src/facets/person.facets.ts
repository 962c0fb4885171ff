import { currentRegistration, type Person, type StreamName } from '#domain';
import type { RecordView } from '../query/views.types.js';
import type { TagCollector } from './facet.set.js';

/** Nothing sealed is ever a facet: lists and counts see only what everyone may read. */
export function personTags(tags: TagCollector, { state }: RecordView<Person>): void {
  tags.add('kind', currentRegistration(state)?.kind);
}

export const personLinks = ({ state, sources }: RecordView<Person>): StreamName[] => [
  ...state.links.map(({ to }) => to),
  ...state.registrations.flatMap(({ agency }) => (agency ? [agency] : [])),
  ...state.officerStatuses.map(({ agency }) => agency),
  ...sources,
];
