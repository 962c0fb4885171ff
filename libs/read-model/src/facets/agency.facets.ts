import { currentParent, type Agency, type StreamName } from '#domain';
import type { RecordView } from '../query/views.types.js';
import type { TagCollector } from './facet.set.js';

/** The agency directly above, as it stands. */
export const parentOf = (view: RecordView | undefined): StreamName | undefined =>
  view && currentParent(view.state as Agency);

export function agencyTags(tags: TagCollector, { state }: RecordView<Agency>): void {
  tags.add('jurisdiction', state.jurisdiction?.value).add('parent', currentParent(state));
  tags.add('mergedInto', state.mergedInto?.value);
}

export const agencyLinks = ({ state }: RecordView<Agency>): StreamName[] => [
  ...state.parents.filter(({ ended }) => !ended).map(({ agency }) => agency),
  ...(state.succeededBy ? [state.succeededBy.value] : []),
  ...(state.mergedInto ? [state.mergedInto.value] : []),
];
