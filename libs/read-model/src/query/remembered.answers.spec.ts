import fc from 'fast-check';
import { aggregateOf, type LogIndex } from '#domain';
import { ModelHarness } from '../testing/model.harness.js';
import { randomStory, withheldStory } from '../testing/random.story.js';
import type { Story } from '../testing/story.js';
import type { ModelReader } from './model.reader.js';

const ORDER = { by: 'MOVED', direction: 'DESC' } as const;
const PAGES = [{ first: 2 }, { last: 2 }, { first: 100 }] as const;
const FILTERS = [
  {},
  { facets: { status: { in: ['OPEN' as const] } } },
  { text: 'incident' },
  { stale: true, at: 1_776_000_000_000 },
];

/** Everything that a reader remembers, asked of it at one index. */
function asked(reader: ModelReader, { log }: Story, index: LogIndex) {
  const records = [...new Set(log.events.map(({ stream }) => stream))];
  return {
    lists: FILTERS.flatMap((filter) => [
      ...PAGES.map((page) => reader.lists.list('incident', filter, ORDER, page, index)),
      reader.lists.count('incident', filter, index),
    ]),
    records: records.map((record) => [
      reader.view(record, index),
      reader.facets.of(record, index),
      reader.links.linked(record, aggregateOf(record) === 'incident' ? 'person' : 'incident', index),
      reader.links.duplicatesOf(record, index),
    ]),
  };
}

describe('a reader that remembers what it answered', () => {
  it.each([
    ['anything that can be told', randomStory],
    ['texts that were withheld', withheldStory],
  ])('says of %s, while events arrive, what one says that never was asked before', async (_, stories) => {
    await fc.assert(
      fc.asyncProperty(stories(16), fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), async (story, earlier) => {
        const model = new ModelHarness(story.log);
        const kept = model.reader();
        for (let index = 0; index < story.log.events.length; index += 1) {
          const event = story.log.events[index]!;
          await model.projector.project([event]);
          if (event.type === 'TextWithheld') kept.refreshWithheld();
          for (const at of [index, index, ...earlier.map((n) => n % (index + 1))] as LogIndex[])
            expect(asked(kept, story, at)).toEqual(asked(model.reader(), story, at));
        }
      }),
      { numRuns: 6 },
    );
  });
});
