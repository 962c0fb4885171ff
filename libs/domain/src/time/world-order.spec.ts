import fc from 'fast-check';
import type { EventId } from '../shared/ids.js';
import { boundsOf, findAfterCycle, insertsAtEnd, type OrderedEntry, withLast, worldOrder } from './index.js';

const zone = 'America/Chicago';

function entry(id: EventId, edtf: string, after?: readonly EventId[], stream?: string): OrderedEntry {
  return { id, occurred: after ? { edtf, zone, after } : { edtf, zone }, stream };
}

const order = (...entries: OrderedEntry[]) => worldOrder(entries).map(({ id }) => id);

describe('the order of a record in the world', () => {
  it('puts what was learned of later where it belongs', () =>
    expect(order(entry('left', '2026-01-08'), entry('joined', '2026-01-07'))).toEqual(['joined', 'left']));

  it('keeps the order of one day by what an entry is after, not by when it was recorded', () =>
    expect(
      order(
        entry('access revoked', '2026-01-07', ['joined']),
        entry('joined', '2026-01-07', ['shooting']),
        entry('shooting', '2026-01-07'),
      ),
    ).toEqual(['shooting', 'joined', 'access revoked']));

  it('compares instants, not texts', () =>
    expect(
      order(entry('18:50 in Chicago', '2026-01-14T18:50'), entry('half past midnight UTC', '2026-01-15T00:30Z')),
    ).toEqual(['half past midnight UTC', '18:50 in Chicago']));

  it('puts the more exact of two that may have begun together first, then the first recorded', () =>
    expect(order(entry('month', '2026-01'), entry('day', '2026-01-01'), entry('day too', '2026-01-01'))).toEqual([
      'day',
      'day too',
      'month',
    ]));

  it('does not let an entry of unknown date come before all that is known', () =>
    expect(order(entry('unknown', 'XXXX'), entry('second', '2026-01-08'), entry('first', '2026-01-07'))).toEqual([
      'first',
      'unknown',
      'second',
    ]));

  it('takes for an unknown date the earliest of its own record', () =>
    expect(
      order(
        entry('shooting', '2026-01-07', undefined, 'incident-1'),
        entry('arrest', 'XXXX', undefined, 'case-1'),
        entry('charge', '2026-01-20', undefined, 'case-1'),
        entry('statement', '2026-01-08', undefined, 'statement-1'),
        entry('of a record without any date', '../2026', undefined, 'case-2'),
      ),
    ).toEqual(['shooting', 'of a record without any date', 'statement', 'charge', 'arrest']));

  it('moves an entry behind what it came after, though its own date is earlier or vague', () =>
    expect(
      order(
        entry('vague', '2026', ['last']),
        entry('middle', '2026-02'),
        entry('last', '2026-03-01'),
        entry('x', 'XXXX', ['vague']),
      ),
    ).toEqual(['middle', 'last', 'vague', 'x']));

  it('ignores links to entries that are not shown', () =>
    expect(order(entry('b', '2026-01-08', ['hidden']), entry('a', '2026-01-07', ['b-too']))).toEqual(['a', 'b']));

  it('ends on a cycle, and in the same way each time', () => {
    const entries = [
      entry('a', '2026-01-07', ['c']),
      entry('b', '2026-01-07', ['a']),
      entry('c', '2026-01-07', ['b']),
      entry('d', '2026'),
    ];
    expect(order(...entries)).toEqual(['d', 'b', 'c', 'a']);
    expect(order(...entries)).toEqual(order(...entries));
  });

  it('handles a chain longer than the call stack is deep', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => entry(`${n}`, '2026-01-07', [`${n + 1}`]));
    const expected = chain.map(({ id }) => id).reverse();
    expect(order(...chain).join()).toBe(expected.join());
  });

  it('leaves the list that it is given as it was', () => {
    const entries = Object.freeze([entry('b', '2026-01-08'), entry('a', '2026-01-07')]);
    expect(worldOrder(entries)).toHaveLength(2);
    expect(entries.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('refuses to guess a time that cannot be read', () =>
    expect(() => order(entry('a', '2026-01-07'), entry('b', 'yesterday'))).toThrow(
      /A recorded time cannot be read here: "yesterday"/,
    ));
});

describe('a cycle of after', () => {
  it('is named, each entry after the next', () =>
    expect(
      findAfterCycle([
        entry('x', '2026', ['a']),
        entry('a', '2026', ['b']),
        entry('b', '2026', ['c']),
        entry('c', '2026', ['a']),
      ]),
    ).toEqual(['a', 'b', 'c']));

  it('may be an entry after itself', () => expect(findAfterCycle([entry('a', '2026', ['a'])])).toEqual(['a']));

  it('is not seen where two ways lead to the same entry', () =>
    expect(
      findAfterCycle([
        entry('d', '2026', ['b', 'c']),
        entry('b', '2026', ['a']),
        entry('c', '2026', ['a']),
        entry('a', '2026'),
      ]),
    ).toBeUndefined());
});

const edtf = fc.constantFrom(
  '2026-01-07',
  '2026-01-08',
  '2026-01-07T10:00',
  '2026-01',
  '2026',
  'XXXX',
  '2026-01-07/..',
  '../2026-01-08',
  '[2026-01-07..2026-01-09]',
);

/** Entries whose links lead both ways through the log; without a cycle where `ranks` has them point to lower ranks. */
const record = (acyclic: boolean) =>
  fc
    .array(
      fc.record({
        edtf,
        rank: fc.nat(30),
        after: fc.array(fc.nat(12), { maxLength: 3 }),
        stream: fc.constantFrom('s1', 's2', undefined),
      }),
      { maxLength: 12 },
    )
    .map((drawn) =>
      drawn.map(({ edtf: text, rank, after, stream }, n) => {
        const allowed = after.filter((m) => !acyclic || m >= drawn.length || (drawn[m]?.rank ?? 0) < rank);
        return entry(`${n}`, text, allowed.length > 0 ? allowed.map(String) : undefined, stream);
      }),
    );

/** The rule of the domain word for word, in O(n³). */
function naiveOrder(entries: readonly OrderedEntry[]): OrderedEntry[] {
  const own = (e: OrderedEntry) => boundsOf(e.occurred).earliest;
  const earliest = (list: readonly OrderedEntry[]) => Math.min(...list.map((e) => own(e) ?? Infinity));
  const before = (e: OrderedEntry) => entries.filter(({ id }) => e.occurred.after?.includes(id));
  const floor = (e: OrderedEntry) => {
    const ofRecord = earliest(entries.filter(({ stream }) => stream === e.stream));
    return ofRecord === Infinity ? earliest(entries) : ofRecord;
  };
  const lower = (e: OrderedEntry): number => Math.max(own(e) ?? floor(e), ...before(e).map(lower));
  const key = (e: OrderedEntry) => [lower(e), boundsOf(e.occurred).latest ?? Infinity, entries.indexOf(e)];
  const less = (a: readonly (number | undefined)[], b: readonly (number | undefined)[]) => {
    const n = a.findIndex((value, i) => value !== b[i]);
    return n >= 0 && (a[n] as number) < (b[n] as number);
  };
  const sorted: OrderedEntry[] = [];
  while (sorted.length < entries.length) {
    const free = entries.filter((e) => !sorted.includes(e) && before(e).every((b) => sorted.includes(b)));
    sorted.push(free.reduce((least, e) => (less(key(e), key(least)) ? e : least)));
  }
  return sorted;
}

describe('properties of world order', () => {
  const ids = (entries: readonly OrderedEntry[]) => entries.map(({ id }) => id);

  it('every entry is there exactly once, even with a cycle', () =>
    fc.assert(
      fc.property(record(false), (entries) => expect(ids(worldOrder(entries)).sort()).toEqual(ids(entries).sort())),
    ));

  it('an entry stands behind all that it is after', () =>
    fc.assert(
      fc.property(record(true), (entries) => {
        const places = ids(worldOrder(entries));
        for (const { id, occurred } of entries)
          for (const before of occurred.after ?? [])
            if (places.includes(before)) expect(places.indexOf(before)).toBeLessThan(places.indexOf(id));
      }),
    ));

  it('is the order of the rule taken word for word', () =>
    fc.assert(
      fc.property(record(true), (entries) => expect(ids(worldOrder(entries))).toEqual(ids(naiveOrder(entries)))),
      { numRuns: 1_000 },
    ));

  it('sorts as with links that say nothing when there are none', () =>
    fc.assert(
      fc.property(record(true), (entries) => {
        const bare = entries.map(({ id, occurred, stream }) => entry(id, occurred.edtf, undefined, stream));
        const idle = entries.map(({ id, occurred, stream }) => entry(id, occurred.edtf, ['elsewhere'], stream));
        expect(ids(worldOrder(bare))).toEqual(ids(worldOrder(idle)));
      }),
    ));

  it('sorting again changes nothing', () =>
    fc.assert(
      fc.property(record(true), (entries) => {
        const sorted = worldOrder(entries);
        expect(ids(worldOrder(sorted))).toEqual(ids(sorted));
      }),
    ));

  it('a cycle is found exactly when there is one, and it is one', () =>
    fc.assert(
      fc.property(record(false), (entries) => {
        const cycle = findAfterCycle(entries);
        const reaches = (from: OrderedEntry, id: EventId, seen: Set<EventId>): boolean =>
          (from.occurred.after ?? []).some((next) => {
            if (next === id) return true;
            const there = entries.find((e) => e.id === next);
            if (!there || seen.has(next)) return false;
            return reaches(there, id, seen.add(next));
          });
        expect(cycle !== undefined).toBe(entries.some((e) => reaches(e, e.id, new Set())));
        for (const [n, id] of (cycle ?? []).entries()) {
          const next = cycle?.[(n + 1) % cycle.length];
          expect(entries.find((e) => e.id === id)?.occurred.after).toContain(next);
        }
      }),
    ));

  it('an entry inserts at the end exactly when sorting everything puts it there and moves nothing else', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(record(true), (entries) => {
        const newest = entries.at(-1);
        if (!newest) return;
        const earlier = worldOrder(entries.slice(0, -1));
        const answer = insertsAtEnd(earlier, newest);
        seen.add(answer);
        expect(answer).toBe(ids(worldOrder(entries)).join() === ids([...earlier, newest]).join());
      }),
      { numRuns: 1_000 },
    );
    expect(seen.size).toBe(2);
  });

  it('says the same of entries that were added one by one as of entries that come all at once', () => {
    let carriedOn = 0;
    fc.assert(
      fc.property(record(true), (entries) => {
        let grown: OrderedEntry[] = [];
        for (const [n, next] of entries.entries()) {
          const answer = insertsAtEnd(grown, next);
          expect(answer).toBe(ids(worldOrder([...grown, next])).join() === ids([...grown, next]).join());
          if (answer && n > 1) carriedOn += 1;
          grown = answer ? withLast(grown, next) : worldOrder([...grown, next]);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(carriedOn).toBeGreaterThan(0);
  });
});
