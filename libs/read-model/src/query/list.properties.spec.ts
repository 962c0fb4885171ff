import fc from 'fast-check';
import { type Aggregate, aggregateOf, type LogIndex, type StreamName } from '#domain';
import { ModelHarness } from '../testing/model.harness.js';
import { randomStory } from '../testing/random.story.js';
import { id, Story } from '../testing/story.js';
import { kindNumber } from '../tables/kinds.js';
import { matchesFilter } from './filter.match.js';
import { type ListPlace, ORDERS, type Order, type RecordFilter } from './filter.types.js';
import { UnknownPlaceError } from './query.errors.js';
import type { FacetSet } from './views.types.js';

const day = (n: number) => Date.UTC(2026, 0, 1 + (n % 28));
const facet = (values: readonly string[]) =>
  fc.oneof(
    fc.subarray([...values]).map((chosen) => ({ in: chosen })),
    fc.subarray([...values], { minLength: 1 }).map((chosen) => ({ notIn: chosen })),
    fc.boolean().map((known) => ({ known })),
  );
const range = fc
  .tuple(fc.option(fc.nat(28)), fc.option(fc.nat(28)))
  .map(([from, to]) => ({ ...(from === null ? {} : { from: day(from) }), ...(to === null ? {} : { to: day(to) }) }));

const filters: fc.Arbitrary<RecordFilter<'incident'>> = fc
  .record(
    {
      facets: fc.record(
        {
          kind: facet(['SHOOTING', 'RAID', 'PROTEST']),
          region: facet(['US-MN', 'US-CA']),
          agency: facet(['agency-us-doj-fbi', 'agency-us-dhs']),
          locality: facet(['san jose', 'Saint Paul', 'Nowhere']),
          status: facet(['OPEN', 'CLOSED', 'SUSPENDED', 'NONE_KNOWN']),
          disputed: facet(['true']),
          injury: facet(['FATAL', 'SERIOUS']),
        },
        { requiredKeys: [] },
      ),
      links: fc.record(
        { person: facet([id('person', 0), id('person', 1)]), investigation: facet([id('investigation', 1)]) },
        { requiredKeys: [] },
      ),
      occurred: fc
        .tuple(range, fc.constantFrom('POSSIBLE' as const, 'CERTAIN' as const))
        .map(([r, match]) => ({ ...r, match })),
      moved: range,
      recorded: range,
      stale: fc.boolean(),
      overdue: fc.boolean(),
      text: fc.constantFrom('incident', 'another tit', 'number 2', 'nowhere', '* OR "'),
      include: fc.subarray(['MERGED' as const, 'RETRACTED' as const]),
    },
    { requiredKeys: [] },
  )
  .map((filter) => ({ ...filter, at: Date.UTC(2026, 3, 20) }));

const orders: fc.Arbitrary<Order> = fc.record({
  by: fc.constantFrom(...ORDERS),
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
});

const valueOf = ({ values }: FacetSet, { by }: Order): number | undefined =>
  ({
    OCCURRED: values.earliest,
    RECORDED: values.recorded,
    MOVED: values.moved,
    STALE_FROM: values.staleFrom,
    OVERDUE_FROM: values.overdueFrom,
  })[by];

/** `few` 0 walks along an index, 1,000 gathers and sorts: both ways must answer alike. */
const ways = fc.constantFrom(0, 1_000);

async function given(story: Story, at: number, few: number) {
  const model = await new ModelHarness(story.log).catchUp(20);
  const index = at % story.log.events.length;
  const snapshot = model.at(index, few);
  const reader = model.reader();
  const names = [...new Set(story.log.events.map(({ stream }) => stream))].filter((name) =>
    name.startsWith('incident'),
  );
  const facets = snapshot.facets(names);
  const tables = {
    linked: (of: FacetSet, kind: string) => reader.links.linked(of.record, kind as 'person', of.index),
    hasText: (of: FacetSet, text: string) => reader.hasText(of, text),
  };
  const expected = (filter: RecordFilter<'incident'>) =>
    [...facets.values()].filter((of) => matchesFilter(filter, of, tables)).map(({ record }) => record);
  return { model, snapshot, facets, expected, index: index as LogIndex };
}

describe('a filter', () => {
  it('finds in the tables what it finds in memory, now and as of any index', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomStory(),
        fc.nat(),
        fc.array(filters, { minLength: 5, maxLength: 5 }),
        orders,
        ways,
        async (story, at, all, order, few) => {
          const { snapshot, expected } = await given(story, at, few);
          for (const filter of all) {
            const found = snapshot.list('incident', filter, order, { first: 100 }).edges.map(({ node }) => node);
            expect([...found].sort()).toEqual(expected(filter).sort());
            expect(snapshot.count('incident', filter)).toBe(found.length);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a list', () => {
  it('is in the order asked for, with what has no value last', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory(), orders, ways, async (story, order, few) => {
        const { snapshot, facets } = await given(story, story.log.events.length - 1, few);
        const values = snapshot
          .list('incident', {}, order, { first: 100 })
          .edges.map(({ node }) => valueOf(facets.get(node)!, order));
        const some = values.filter((value) => value !== undefined);
        expect(values.slice(0, some.length)).toEqual(some);
        expect(some).toEqual(some.toSorted((a, b) => (order.direction === 'ASC' ? a - b : b - a)));
      }),
      { numRuns: 40 },
    );
  });

  it('shows each record once, forwards and backwards, while events arrive', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory(), orders, ways, fc.integer({ min: 1, max: 4 }), async (story, order, few, size) => {
        const model = new ModelHarness(story.log);
        const half = Math.ceil(story.log.events.length / 2);
        await model.projector.project(story.log.events.slice(0, half));
        const snapshot = model.now(few);
        const whole = snapshot.list('incident', {}, order, { first: 100 }).edges.map(({ node }) => node);
        let next = half;
        const arrive = async () => {
          if (next < story.log.events.length) await model.projector.project(story.log.events.slice(next, ++next));
        };
        const forwards: StreamName[] = [];
        for (let after: ListPlace | undefined; ;) {
          const page = snapshot.list('incident', {}, order, { first: size, after });
          forwards.push(...page.edges.map(({ node }) => node));
          await arrive();
          if (!page.hasNextPage) break;
          after = page.edges.at(-1)!.place;
        }
        expect(forwards).toEqual(whole);
        const backwards: StreamName[] = [];
        for (let before: ListPlace | undefined; ;) {
          const page = snapshot.list('incident', {}, order, { last: size, before });
          backwards.unshift(...page.edges.map(({ node }) => node));
          await arrive();
          if (!page.hasPreviousPage) break;
          before = page.edges[0]!.place;
        }
        expect(backwards).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('goes on from a place that another file of the read model gave', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory(), orders, ways, async (story, order, few) => {
        const [here, there] = [await new ModelHarness(story.log).catchUp(1), new ModelHarness(story.log)];
        // A file that numbers its records otherwise, as one of another version may.
        for (const name of story.log.events.map(({ stream }) => stream).toReversed())
          there.db
            .prepare('INSERT OR IGNORE INTO record (name, kind) VALUES (?, ?)')
            .run(name, kindNumber(aggregateOf(name) as Aggregate));
        await there.catchUp();
        const whole = (of: ModelHarness) => of.now(few).list('incident', {}, order, { first: 100 }).edges;
        const [given, found] = [whole(here), whole(there)];
        for (const { place } of given) {
          const rest = there.now(few).list('incident', {}, order, { first: 100, after: place });
          expect(rest.edges).toEqual(found.slice(found.findIndex(({ node }) => node === place.record) + 1));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('has no place after what is not on record', async () => {
    const story = new Story();
    story.incident(1);
    const snapshot = (await new ModelHarness(story.log).catchUp()).now();
    const after = { value: 0, record: id('incident', 2) };
    const order = { by: 'RECORDED', direction: 'ASC' } as const;
    expect(() => snapshot.list('incident', {}, order, { first: 1, after })).toThrow(UnknownPlaceError);
  });
});
