import { latestRecheck, type Source } from '#domain';
import type { RecordView } from '../query/views.types.js';
import type { TagCollector } from './facet.set.js';

export function sourceTags(tags: TagCollector, { state }: RecordView<Source>): void {
  tags.add('kind', state.kind).add('tier', state.tier).add('state', latestRecheck(state)?.result);
}
