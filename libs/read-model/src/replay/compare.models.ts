import type { DatabaseSync } from 'node:sqlite';
import type { LogIndex } from '#domain';
import { NAMED_ROWS } from './named.rows.js';

/** One row that two read models do not agree on. */
export interface RowDifference {
  readonly table: string;
  /** What the row is about, by names and indices. */
  readonly key: string;
  /** What each holds; absent where it has no such row. */
  readonly expected?: string;
  readonly found?: string;
}

interface NamedRow {
  readonly key: string;
  readonly value: string | number;
}

/** Every row up to the index, inclusive, in which `found` differs from `expected`. Reads both in step: memory is constant. */
export function* compareModels(
  expected: DatabaseSync,
  found: DatabaseSync,
  upTo: LogIndex,
): Generator<RowDifference, void, void> {
  for (const [table, rows] of Object.entries(NAMED_ROWS)) {
    // Some tables are not clipped, and have no parameter.
    const parameters = rows.includes('?1') ? [upTo] : [];
    const read = (db: DatabaseSync) =>
      db.prepare(`${rows} ORDER BY key`).iterate(...parameters) as unknown as Iterator<NamedRow>;
    yield* differences(table, read(expected), read(found));
  }
}

function* differences(
  table: string,
  expected: Iterator<NamedRow>,
  found: Iterator<NamedRow>,
): Generator<RowDifference, void, void> {
  let [ours, theirs] = [expected.next(), found.next()];
  while (!ours.done || !theirs.done) {
    const order = ours.done ? 1 : theirs.done ? -1 : compareKeys(ours.value.key, theirs.value.key);
    if (order < 0) {
      const { key, value } = ours.value as NamedRow;
      yield { table, key, expected: String(value) };
    } else if (order > 0) {
      const { key, value } = theirs.value as NamedRow;
      yield { table, key, found: String(value) };
    } else {
      const [a, b] = [ours.value as NamedRow, theirs.value as NamedRow];
      if (a.value !== b.value) yield { table, key: a.key, expected: String(a.value), found: String(b.value) };
    }
    if (order <= 0) ours = expected.next();
    if (order >= 0) theirs = found.next();
  }
}

/** As SQLite orders texts: by their bytes in UTF-8. */
const compareKeys = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)));
