import type { EventId, RecordState, StreamName } from '#domain';
import type { IndexedEntry } from '#read-model';
import type { Between } from './between.js';
import type { ChangedRecord } from './changed-records.js';

/**
 * What became public of records between two instants: the entries that show at the later one and did not at the
 * earlier, those that correct or withdraw included, in the order of the log.
 */
export async function publicChanges(
  { earlier, later }: Between,
  records: readonly StreamName[],
): Promise<readonly ChangedRecord[]> {
  const [before, after] = await Promise.all([earlier.folded.loadMany(records), later.folded.loadMany(records)]);
  return records.flatMap((record, n) => {
    const [was, is] = [shownOf(before[n]), shownOf(after[n])];
    const entries = [...is]
      .filter((entry) => !was.has(entry))
      .map((entry) => later.reading.model.locate(entry))
      .filter((place): place is IndexedEntry => place !== undefined)
      .sort((a, b) => a.index - b.index);
    if (entries.length === 0) return [];
    return [{ record, membership: was.size === 0 ? ('ENTERED' as const) : ('CHANGED' as const), entries }];
  });
}

/** Every entry that a record shows at a moment. */
function shownOf(folded: RecordState<unknown> | Error | undefined): ReadonlySet<EventId> {
  if (folded instanceof Error) throw folded;
  if (!folded) return new Set();
  const standing = folded.standings.flatMap(({ entry, corrections, withdrawnBy }) => [
    entry.id,
    ...corrections.map(({ id }) => id),
    ...(withdrawnBy ? [withdrawnBy] : []),
  ]);
  return new Set([...standing, ...folded.administration.map(({ id }) => id)]);
}
