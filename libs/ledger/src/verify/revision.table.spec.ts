import fc from 'fast-check';
import { RevisionTable } from './revision.table.js';

/** All passes over the same rows, as the verifier makes them. */
function gapsOf(rows: readonly (readonly [string, number])[], capacity: number): string[] {
  const gaps: string[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const table: RevisionTable = new RevisionTable(from, capacity);
    for (const [stream, revision] of rows) {
      const expected = table.take(stream, revision);
      if (expected !== undefined) gaps.push(`${stream} ${revision} ${expected}`);
    }
    from = table.next;
  }
  return gaps;
}

describe('revisions', () => {
  it('are found to have the same gaps however little room there is', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(2)), { maxLength: 300 }), (steps) => {
        const last = new Map<number, number>();
        const rows = steps.map(([stream, skip]) => {
          const revision = (last.get(stream) ?? -1) + 1 + (skip === 2 ? 1 : 0);
          last.set(stream, revision);
          return [`incident-${stream}`, revision] as const;
        });
        const expected = gapsOf(rows, 2 ** 12);
        expect(expected).toHaveLength(steps.filter(([, skip]) => skip === 2).length);
        // A gap may be told twice where its stream was taken up before the bound was lowered, never missed.
        expect(new Set(gapsOf(rows, 16))).toEqual(new Set(expected));
      }),
    ));
});
