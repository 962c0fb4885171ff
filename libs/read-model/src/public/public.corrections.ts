import type { EntryStanding, EventId, SourceReference, StoredEvent } from '#domain';
import type { IsPublic } from './public.record.js';

/**
 * The corrections that were anyone's to know: by the sources that they give the entry, else by their own, else by what
 * they put right, since a slip of ours is as old as the entry. The second of two builds on what the first had made.
 */
export function passingCorrections(standings: readonly EntryStanding[], isPublic: IsPublic): ReadonlySet<EventId> {
  const passing = new Set<EventId>();
  for (const { corrections } of standings) {
    let before = true;
    for (const { id, withdrawn, event } of corrections) {
      const sources = sourcesOf(event);
      const passes: boolean = sources.length > 0 ? sources.some(({ source }) => isPublic(source)) : before;
      if (passes) passing.add(id);
      if (!withdrawn) before = passes;
    }
  }
  return passing;
}

const sourcesOf = ({ data, sources = [] }: StoredEvent): readonly SourceReference[] =>
  (data['sources'] as unknown as readonly SourceReference[] | undefined) ?? sources;
