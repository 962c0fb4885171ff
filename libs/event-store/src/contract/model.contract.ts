import fc from 'fast-check';
import type { NewEvent } from '#domain';
import { ConcurrencyError } from '../event-store.errors.js';
import type { EventStore, ExpectedRevision, StorePosition } from '../event-store.port.js';
import { collect, ids, newEvents, newStream, readOwn } from './builders.js';

/** One thing that a random client does. */
type Step =
  | {
      readonly do: 'append';
      readonly stream: number;
      readonly expect: 'actual' | 'behind' | 'ahead';
      readonly size: number;
    }
  | { readonly do: 'repeat'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('append' as const),
    stream: fc.nat(2),
    expect: fc.constantFrom('actual' as const, 'actual' as const, 'behind' as const, 'ahead' as const),
    size: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ do: fc.constant('repeat' as const), which: fc.nat(20) }),
);

interface Done {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  readonly position: StorePosition;
}

const asExpected = (revision: number): ExpectedRevision => (revision < 0 ? 'no-stream' : revision);

/** The store against the simplest model of it: a list for each stream, and one of all. */
export function modelContract(store: () => EventStore): void {
  describe('any sequence of appends', () => {
    it('leaves what the model says, event for event', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const streams = [newStream(), newStream(), newStream()];
          const model = new Map<string, string[]>(streams.map((stream) => [stream, []]));
          const log: string[] = [];
          const done: Done[] = [];
          const before = await store().head();

          for (const next of steps) {
            if (next.do === 'repeat') {
              const first = done[next.which % Math.max(1, done.length)];
              if (!first) continue;
              const again = await store().append(first.stream, first.expected, first.events);
              expect(again).toMatchObject({ repeated: true, position: first.position });
              continue;
            }
            const stream = streams[next.stream] ?? '';
            const known = model.get(stream) ?? [];
            const actual = known.length - 1;
            const wanted = next.expect === 'actual' ? actual : next.expect === 'ahead' ? actual + 3 : actual - 1;
            const expected = asExpected(Math.max(-1, wanted));
            const events = newEvents(next.size);
            const appending = store().append(stream, expected, events);
            if (expected !== asExpected(actual)) {
              await expect(appending).rejects.toMatchObject({ name: 'ConcurrencyError', actual: asExpected(actual) });
              continue;
            }
            const { position } = await appending;
            done.push({ stream, expected, events, position });
            known.push(...ids(events));
            log.push(...ids(events));
          }

          for (const [stream, known] of model) expect(ids(await collect(store().readStream(stream)))).toEqual(known);
          expect(ids(await readOwn(store(), streams, before))).toEqual(log);
        }),
        { numRuns: 20 },
      );
    });

    it('loses nothing and doubles nothing when clients race and try again', async () => {
      const stream = newStream();
      const appended: string[] = [];
      const client = async () => {
        for (let n = 0; n < 5; n++) {
          const events = newEvents(2);
          for (;;) {
            const last = (await collect(store().readStream(stream))).at(-1);
            try {
              await store().append(stream, last?.revision ?? 'no-stream', events);
              break;
            } catch (error) {
              if (!(error instanceof ConcurrencyError)) throw error;
            }
          }
          appended.push(...ids(events));
        }
      };
      await Promise.all([client(), client(), client(), client()]);
      const stored = ids(await collect(store().readStream(stream)));
      expect(stored).toHaveLength(40);
      expect(stored.toSorted()).toEqual(appended.toSorted());
    });
  });
}
