import fc from 'fast-check';
import { aggregateOf, foldRecord, type Incident, type LogIndex, type StreamName } from '#domain';
import { deciderOf } from '../fold/deciders.js';
import { viewOf } from '../fold/folded.record.js';
import { withoutVoidMerge } from '../fold/void.merge.js';
import { WithheldTexts } from '../fold/withheld.texts.js';
import { dump, ModelHarness } from '../testing/model.harness.js';
import { randomStory, withheldStory } from '../testing/random.story.js';
import type { Story } from '../testing/story.js';

const RUNS = { numRuns: 30 };

/** The oracle: each record's stream up to an index, folded by the domain alone. */
function folded(story: Story, record: StreamName, index: number) {
  const { log } = story;
  const withheld = new WithheldTexts();
  for (const { type, data } of log.events)
    if (type === 'TextWithheld') withheld.add(data['entry'] as string, data['path'] as string);
  const places = log.events
    .map((event, n) => ({ event, n }))
    .filter(({ event, n }) => event.stream === record && n <= index);
  if (places.length === 0) return undefined;
  const kind = aggregateOf(record)!;
  const events = places.map(({ event }) => withheld.read(event));
  const state = foldRecord(deciderOf(kind), record, events);
  return viewOf(
    closesCircle(story, record, index) ? withoutVoidMerge(state) : state,
    kind,
    places[0]!.n as LogIndex,
    places.at(-1)!.n as LogIndex,
  );
}

/** Whether the incident's merge leads back to it, and is the latest in the log of those that do. */
function closesCircle({ log }: Story, incident: StreamName, index: number): boolean {
  const mergeOf = (record: StreamName) => {
    const events = log.events.slice(0, index + 1).filter(({ stream }) => stream === record);
    return (foldRecord(deciderOf('incident'), record, events).state as Incident).mergedInto;
  };
  const places: number[] = [];
  for (let at = incident; places.length <= log.events.length;) {
    const merge = aggregateOf(at) === 'incident' ? mergeOf(at) : undefined;
    if (!merge) return false;
    places.push(log.events.findIndex(({ id }) => id === merge.entry));
    at = merge.value;
    if (at === incident) return places[0] === Math.max(...places);
  }
  return false;
}

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

describe('asking as of an index', () => {
  it.each([
    ['anything that can be told', randomStory],
    ['texts that were withheld', withheldStory],
  ])('gives for %s what folding up to that index gives', async (_, stories) => {
    await fc.assert(
      fc.asyncProperty(
        stories(),
        fc.constantFrom(1, 2, 7, 100),
        fc.constantFrom(2, 1_000),
        async (story, batch, cache) => {
          const model = await new ModelHarness(story.log, { cachedRecords: cache }).catchUp(batch);
          const records = [...new Set(story.log.events.map(({ stream }) => stream))];
          for (let index = 0; index < story.log.events.length; index += 1) {
            const snapshot = model.at(index);
            for (const record of records)
              expect(plain(snapshot.record(record))).toEqual(plain(folded(story, record, index)));
          }
        },
      ),
      RUNS,
    );
  });

  it('gives the lists and facets that a read model had which knew no more than that', async () => {
    await fc.assert(
      fc.asyncProperty(randomStory(25), async (story) => {
        const all = await new ModelHarness(story.log).catchUp(4);
        const growing = new ModelHarness(story.log);
        const incidents = [...new Set(story.log.events.map(({ stream }) => stream))].filter((s) =>
          s.startsWith('incident'),
        );
        for (let index = 0; index < story.log.events.length; index += 1) {
          await growing.projector.project(story.log.events.slice(index, index + 1));
          const [then, now] = [all.at(index), growing.now()];
          const order = { by: 'MOVED', direction: 'DESC' } as const;
          expect(then.list('incident', {}, order, {})).toEqual(now.list('incident', {}, order, {}));
          expect(then.facets(incidents)).toEqual(now.facets(incidents));
          for (const kind of ['investigation', 'statement', 'agency'] as const)
            expect(then.linked(incidents, kind)).toEqual(now.linked(incidents, kind));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('projecting', () => {
  it('makes the same rows in one go, in batches, and with or without what is cached', async () => {
    await fc.assert(
      fc.asyncProperty(withheldStory(), fc.constantFrom(1, 3, 10), async (story, batch) => {
        const live = await new ModelHarness(story.log, { cachedRecords: 2 }).catchUp(batch);
        const rebuilt = await new ModelHarness(story.log).catchUp(10_000);
        expect(dump(live.db)).toEqual(dump(rebuilt.db));
      }),
      RUNS,
    );
  });

  it('changes nothing by a crash between any two steps', async () => {
    await fc.assert(
      fc.asyncProperty(withheldStory(15), fc.constantFrom(1, 4, 50), async (story, batch) => {
        let steps = 0;
        const undisturbed = await new ModelHarness(story.log, { observe: () => (steps += 1) }).catchUp(batch);
        for (let crashAt = 1; crashAt <= steps; crashAt += Math.ceil(steps / 12)) {
          let step = 0;
          const observe = () => {
            if (++step === crashAt) throw new Error('crash');
          };
          const model = new ModelHarness(story.log, { observe });
          await expect(model.catchUp(batch)).rejects.toThrow('crash');
          const checkpoint = model.projector.checkpoint.index;
          expect(model.db.prepare('SELECT count(*) AS n FROM entry').get()).toEqual({ n: checkpoint + 1 });
          await model.catchUp(batch);
          expect(dump(model.db)).toEqual(dump(undisturbed.db));
        }
      }),
      { numRuns: 10 },
    );
  });
});
