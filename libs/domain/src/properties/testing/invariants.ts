import type { RecordState } from '../../record/record.fold.js';

/** Keys under which a state speaks of entries that need not be its own, or need not stand. */
const ELSEWHERE: ReadonlySet<string> = new Set(['after', 'on', 'covers']);
const ENTRY = /^00000000-0000-5000-8000-/;

/** Every entry that the state says it rests on. */
export function entriesNamedBy(value: unknown): string[] {
  if (typeof value === 'string') return ENTRY.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(entriesNamedBy);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (ELSEWHERE.has(key) ? [] : entriesNamedBy(inner)));
}

/** What holds of every record, whatever its kind and whatever was acknowledged. */
export function expectSound(record: RecordState<unknown>): void {
  const counting = new Set(record.entries.map((entry) => entry.id));
  expect(entriesNamedBy(record.state).filter((entry) => !counting.has(entry))).toEqual([]);
  expect(record.gaps.filter((gap) => !counting.has(gap.entry))).toEqual([]);
  expect(JSON.parse(JSON.stringify(record.state))).toEqual(record.state);
  const standing = record.standings.filter(({ withdrawnBy }) => withdrawnBy === undefined).map(({ entry }) => entry.id);
  expect([...counting].sort()).toEqual(standing.sort());
}

/** In world order: whether the second entry comes after the first. */
export const comesAfter = (record: RecordState<unknown>, first: string, second: string): boolean =>
  record.entries.findIndex(({ id }) => id === second) > record.entries.findIndex(({ id }) => id === first);

export const repeated = (values: readonly string[]): string[] => values.filter((value, n) => values.indexOf(value) < n);
