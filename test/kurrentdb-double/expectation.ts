import type { LogRecord, NewRecord } from './record.js';

/** A revision, or one of the three states that a client may expect instead. */
export type Expectation = number | 'any' | 'no stream' | 'stream exists';

export type Decision =
  | { readonly kind: 'append' }
  /** All of it is there already: answered like the first time, with the last of the records that are there. */
  | { readonly kind: 'repeated'; readonly last: LogRecord }
  /** `current` is the revision of the stream's last record, -1 without a stream. */
  | { readonly kind: 'wrong expectation'; readonly current: number };

/**
 * The server's rule (`IndexWriter.CheckCommit`). With an exact expectation older than the stream it compares the ids
 * that follow; at the stream's end it appends without looking; a partial match is a wrong expectation. Without an
 * exact one it looks whether the ids were written lately, here: at any time.
 */
export function decide(
  stream: readonly LogRecord[],
  expected: Expectation,
  records: readonly NewRecord[],
  find: (id: string) => LogRecord | undefined,
): Decision {
  const current = stream.length - 1;
  const wrong: Decision = { kind: 'wrong expectation', current };
  if (expected === 'stream exists' && current < 0) return wrong;
  if (expected === 'any' || expected === 'stream exists') {
    const known = records.map(({ id }) => find(id));
    if (!known[0]) return { kind: 'append' };
    const last = known.at(-1);
    return last && known.every((record) => record) ? { kind: 'repeated', last } : wrong;
  }
  const revision = expected === 'no stream' ? -1 : expected;
  if (revision === current) return { kind: 'append' };
  if (revision > current || records.length === 0) return wrong;
  const there = stream.slice(revision + 1, revision + 1 + records.length);
  const same = there.length === records.length && there.every(({ id }, index) => id === records[index]!.id);
  return same ? { kind: 'repeated', last: there.at(-1)! } : wrong;
}
