import { upcast } from '#catalogue';
import type { IssuedExport, LogIndex, StreamName } from '#domain';
import type { IndexedEntry, Snapshot } from '#read-model';
import type { Reading } from '../moment/reading.js';

const PER_READ = 500;

/** What stood at one place of the log and was removed at another. */
export interface Removed {
  /** The person whose data it was, or the record whose text. */
  readonly record: StreamName;
  /** Index of the first entry that could hold it. */
  readonly from: LogIndex;
  /** Index of the entry that removed it: exports that came later do not hold it. */
  readonly until: LogIndex;
}

/**
 * The exports from which a record has to be told that something of it was removed. One that does not say which records
 * it holds may hold any.
 */
export async function exportsHolding(
  reading: Pick<Reading, 'events'>,
  snapshot: Pick<Snapshot, 'log'>,
  { record, from, until }: Removed,
): Promise<IssuedExport[]> {
  const holding: IssuedExport[] = [];
  for (const place of issuedBefore(snapshot, until)) {
    const { data, occurred } = upcast(await reading.events.load(place));
    const { records, ...issued } = data as unknown as IssuedExport & { readonly records?: readonly StreamName[] };
    if (issued.upTo < from || (records && !records.includes(record))) continue;
    holding.push({ ...issued, at: occurred, entry: place.entry });
  }
  return holding;
}

function* issuedBefore(snapshot: Pick<Snapshot, 'log'>, before: LogIndex): Generator<IndexedEntry> {
  for (let after = -1 as LogIndex; ;) {
    const page = snapshot.log({ after, before, limit: PER_READ, types: ['ExportIssued'] });
    yield* page;
    if (page.length < PER_READ) return;
    after = page.at(-1)!.index;
  }
}
