import { currentParent, type Agency, type StreamName } from '#domain';
import type { RecordView } from '../query/views.types.js';
import type { TagCollector } from './facet.set.js';

/** The agencies directly above, as they stand: the one that it became part of, and the one that it is or was part of. */
export function directlyAbove(view: RecordView | undefined): readonly StreamName[] {
  if (!view) return [];
  const state = view.state as Agency;
  const parent = currentParent(state);
  // A retracted record merges nothing.
  const into = view.retraction ? undefined : state.mergedInto?.value;
  return [into, parent].filter((agency) => agency !== undefined);
}

/** All agencies above one, nearest first; a cycle ends it. */
export function agenciesAbove(
  agency: StreamName,
  viewOf: (agency: StreamName) => RecordView | undefined,
): readonly StreamName[] {
  const found = new Set([agency]);
  for (const name of found) for (const above of directlyAbove(viewOf(name))) found.add(above);
  return [...found].slice(1);
}

export function agencyTags(tags: TagCollector, { state }: RecordView<Agency>): void {
  tags.add('jurisdiction', state.jurisdiction?.value).add('parent', currentParent(state));
  tags.add('mergedInto', state.mergedInto?.value);
}

export const agencyLinks = ({ state }: RecordView<Agency>): StreamName[] => [
  ...state.parents.filter(({ ended }) => !ended).map(({ agency }) => agency),
  ...(state.succeededBy ? [state.succeededBy.value] : []),
  ...(state.mergedInto ? [state.mergedInto.value] : []),
];
