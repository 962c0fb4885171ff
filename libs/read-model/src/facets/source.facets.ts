import { latestRecheck, type Source } from '#domain';
import type { RecordView } from '../query/views.types.js';
import { identifyingTags } from './identifying.tags.js';
import type { TagCollector } from './facet.set.js';

export function sourceTags(tags: TagCollector, view: RecordView<Source>): void {
  const { state } = view;
  tags.add('kind', state.kind).add('tier', state.tier).add('state', latestRecheck(state)?.result);
  for (const { facet, value } of identifyingTags(view)) tags.add(facet, value);
}
