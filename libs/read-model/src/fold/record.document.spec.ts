import fc from 'fast-check';
import type { LogIndex } from '#domain';
import type { RecordView } from '../query/views.types.js';
import type { Folded } from './folded.record.js';
import { fromDocument, toDocument, viewOfDocument, type RecordDocument } from './record.document.js';

/** Versions of one record, of which each has much in common with the one before it, or little. */
const histories = fc
  .array(
    fc.record({
      facts: fc.array(fc.string({ maxLength: 40 }), { maxLength: 3 }),
      title: fc.constantFrom('a title', 'another title'),
      forgets: fc.integer({ min: 0, max: 9 }),
      contestable: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((steps) => {
    let told: string[] = [];
    return steps.map(({ facts, title, forgets, contestable }, index) => {
      told = forgets === 0 ? facts : [...told, ...facts];
      const state = { title, facts: told.map((fact) => ({ fact })) };
      const view = { id: 'incident-1', state, lastIndex: index, retraction: undefined };
      return { view, began: {}, ...(contestable ? { contestable: told } : {}) } as unknown as Folded;
    });
  });

/** Writes all versions; `read` is what a writer finds of the version before, be it in memory or in its file. */
function written(history: readonly Folded[], read: (n: number, rows: readonly RecordDocument[]) => Folded) {
  const rows: RecordDocument[] = [];
  history.forEach((folded, n) => {
    rows.push(toDocument(folded, n as LogIndex, n === 0 ? undefined : read(n - 1, rows)));
  });
  return rows;
}

const loaded = (n: number, rows: readonly RecordDocument[]): Folded =>
  fromDocument(rows[n]!, n as LogIndex, (base) => rows[base]!.text);

const viewed = (n: number, rows: readonly RecordDocument[]): RecordView =>
  viewOfDocument(rows[n]!, (base) => viewed(base, rows));

/** A story that goes on for long: a fact with each event. */
const long: readonly Folded[] = Array.from({ length: 60 }, (_, n) => {
  const facts = Array.from({ length: n }, (__, m) => `fact ${m} of those that were told, one after the other`);
  return { view: { state: { facts }, lastIndex: n }, began: {} } as unknown as Folded;
});

describe('the versions of a record', () => {
  it('read as they were written, each of them, wholly and in part', () =>
    fc.assert(
      fc.property(histories, (history) => {
        const rows = written(history, (n) => history[n]!);
        history.forEach((folded, n) => {
          expect(JSON.stringify(loaded(n, rows))).toBe(JSON.stringify(folded));
          expect(JSON.stringify(viewed(n, rows))).toBe(JSON.stringify(folded.view));
        });
      }),
    ));

  it('are the same rows whether the one before was in memory or read from them', () =>
    fc.assert(
      fc.property(histories, fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }), (history, held) => {
        const kept = written(history, (n) => history[n]!);
        expect(written(history, (n, rows) => (held[n] ? history[n]! : loaded(n, rows)))).toEqual(kept);
      }),
    ));

  it('are told by one that is whole, so that two rows are all that is read', () => {
    const rows = written(long, (n) => long[n]!);
    const bases = rows.map(({ base }) => base).filter((base) => base !== null);
    expect(bases.length).toBeGreaterThan(30);
    for (const base of bases) expect(rows[base]!.base).toBeNull();
  });

  it('take a fraction of what they would take whole', () => {
    const length = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
    const kept = length(written(long, (n) => long[n]!).map(({ text }) => text));
    expect(kept).toBeLessThan(length(long.map((folded) => JSON.stringify(folded))) / 2);
  });
});
