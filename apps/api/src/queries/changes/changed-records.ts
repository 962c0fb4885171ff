import { aggregateOf, type LogIndex, type StreamName } from '#domain';
import { FACETS, type IndexedEntry, type ListedKind, type Snapshot } from '#read-model';
import { toFilter } from '../filter/to-filter.js';
import type { Between } from './between.js';
import type { ChangesFilter } from './changes.args.js';
import { changeOf } from './entry-change.type.js';

/** Entries of one record between two moments that are shown at most. */
export const MOST_ENTRIES = 500;
/** Entries of the log that are looked at for one page at most: a filter that lets little through gives short pages. */
const MOST_SCANNED = 20_000;
const PER_READ = 500;

export type Membership = 'ENTERED' | 'CHANGED' | 'LEFT';

/** A record with entries between two moments, those that withheld a text of it included. */
export interface ChangedRecord {
  readonly record: StreamName;
  readonly membership: Membership;
  readonly entries: readonly IndexedEntry[];
}

export interface ChangedPage {
  readonly found: readonly { readonly changed: ChangedRecord; readonly at: LogIndex }[];
  /** Where the next page goes on; undefined where there is none. */
  readonly next?: LogIndex;
}

export interface Scan extends Between {
  readonly earlierSnapshot: Snapshot;
  readonly laterSnapshot: Snapshot;
  readonly filter: ChangesFilter;
  readonly withheld: ReadonlyMap<StreamName, readonly IndexedEntry[]>;
}

/** The records that changed, each at the first of its entries, on from an index (exclusive). */
export function changedRecords(scan: Scan, after: LogIndex, size: number): ChangedPage {
  const { laterSnapshot, withheld } = scan;
  const withheldFrom = new Map(
    [...withheld].flatMap(([record, places]) => places.map((p) => [p.index, record] as const)),
  );
  const found: { changed: ChangedRecord; at: LogIndex }[] = [];
  let at = after;
  for (let scanned = 0; scanned < MOST_SCANNED;) {
    const entries = laterSnapshot.log({ after: at, limit: PER_READ });
    for (const entry of entries) {
      at = entry.index;
      const changed = changedAt(scan, entry, withheldFrom.get(entry.index) ?? entry.record);
      if (changed) found.push({ changed, at });
      if (found.length === size) return at < laterSnapshot.index ? { found, next: at } : { found };
    }
    if (entries.length < PER_READ) return { found };
    scanned += entries.length;
  }
  return { found, next: at };
}

function changedAt(scan: Scan, entry: IndexedEntry, record: StreamName): ChangedRecord | undefined {
  if (!isAskedFor(record, scan.filter)) return undefined;
  const entries = entriesOf(scan, record);
  // Told once, at the first of its entries.
  return entries[0]?.index === entry.index ? asAskedFor(scan, record, entries) : undefined;
}

/** What changed in one record, if it is asked for. */
export function changeIn(scan: Scan, record: StreamName): ChangedRecord | undefined {
  if (!isAskedFor(record, scan.filter)) return undefined;
  const entries = entriesOf(scan, record);
  return entries.length === 0 ? undefined : asAskedFor(scan, record, entries);
}

function entriesOf({ laterSnapshot, earlier, withheld }: Scan, record: StreamName): readonly IndexedEntry[] {
  const own = laterSnapshot.entries([record], { after: earlier.source.index, limit: MOST_ENTRIES });
  const more = withheld.get(record);
  return more ? [...own, ...more].sort((a, b) => a.index - b.index) : own;
}

function isAskedFor(record: StreamName, { records, kinds, incidents }: ChangesFilter): boolean {
  const kind = aggregateOf(record);
  if (kind === undefined || !Object.hasOwn(FACETS, kind)) return false;
  if (incidents != null && kind !== 'incident') return false;
  return (kinds?.includes(kind as ListedKind) ?? true) && (records?.includes(record) ?? true);
}

function asAskedFor(scan: Scan, record: StreamName, entries: readonly IndexedEntry[]): ChangedRecord | undefined {
  const { changes } = scan.filter;
  if (changes != null && !entries.some(({ type }) => changes.includes(changeOf(type)))) return undefined;
  const membership = membershipOf(scan, record);
  return membership && { record, membership, entries };
}

/** Of an incident that a filter is held against, as its subscribers are told; else whether it was on record before. */
function membershipOf({ earlier, later, ...scan }: Scan, record: StreamName): Membership | undefined {
  const { incidents } = scan.filter;
  if (incidents == null) return scan.earlierSnapshot.record(record) ? 'CHANGED' : 'ENTERED';
  const { settings, model } = later.reading;
  const before = scan.earlierSnapshot.facets([record]).get(record);
  const after = scan.laterSnapshot.facets([record]).get(record);
  const matches = (facets: typeof before, at: number) =>
    facets !== undefined &&
    model.matches('incident', toFilter('incident', incidents, { timeZone: settings.timeZone, at }), facets);
  const [did, does] = [matches(before, earlier.at), matches(after, later.at)];
  if (did) return does ? 'CHANGED' : 'LEFT';
  return does ? 'ENTERED' : undefined;
}
