import type { LogIndex } from '#domain';
import { dump, ModelHarness } from '../testing/model.harness.js';
import { id, Story } from '../testing/story.js';

const fe = (value: string) => ({ externalIds: [{ scheme: 'fe', value }] });
const bytes = (digit: string) => digit.repeat(64);

function source(story: Story, n: number, data: { url?: string; sha256?: string }): Story {
  story.tell(id('source', n), 'SourceRecorded', { kind: 'WEB', ...data }, { texts: data.url ? ['/data/url'] : [] });
  return story;
}
const alike = async (story: Story, record: string, index?: number) => {
  const model = await new ModelHarness(story.log).catchUp();
  return (index === undefined ? model.now() : model.at(index as LogIndex)).alike([record]).get(record);
};

describe('incidents that may be of the same event', () => {
  it('are those with the same external id, of the same scheme', async () => {
    const story = new Story();
    for (const n of [1, 2]) story.incident(n, fe('7'));
    story.incident(3, { externalIds: [{ scheme: 'other', value: '7' }] });
    story.incident(4, fe('8'));
    expect(await alike(story, id('incident', 1))).toEqual([id('incident', 2)]);
    expect(await alike(story, id('incident', 2))).toEqual([id('incident', 1)]);
    expect(await alike(story, id('incident', 3))).toEqual([]);
  });

  it('are as of a moment: before the second was recorded there was none', async () => {
    const story = new Story();
    for (const n of [1, 2]) story.incident(n, fe('7'));
    expect(await alike(story, id('incident', 1), 0)).toEqual([]);
  });

  it('leave out what was merged or retracted, which is settled', async () => {
    const story = new Story();
    for (const n of [1, 2, 3]) story.incident(n, fe('7'));
    story.tell(id('incident', 2), 'IncidentMerged', { into: id('incident', 1) });
    story.tell(id('incident', 3), 'RecordRetracted', { because: 'FABRICATED' });
    for (const n of [1, 2, 3]) expect(await alike(story, id('incident', n))).toEqual([]);
  });
});

describe('sources that may be the same', () => {
  it('are those with the same bytes, whenever these were captured', async () => {
    const story = source(source(new Story(), 1, { sha256: bytes('a') }), 2, { sha256: bytes('b') });
    story.tell(id('source', 2), 'SourceRechecked', { result: 'CHANGED', sha256: bytes('a') });
    expect(await alike(story, id('source', 1))).toEqual([id('source', 2)]);
  });

  it('are not those of which only the notice that they are gone is the same', async () => {
    const story = source(source(new Story(), 1, { sha256: bytes('a') }), 2, { sha256: bytes('b') });
    for (const n of [1, 2]) story.tell(id('source', n), 'SourceRechecked', { result: 'GONE', sha256: bytes('c') });
    expect(await alike(story, id('source', 1))).toEqual([]);
  });

  it('are those at the same address, however it is written', async () => {
    const story = source(new Story(), 1, { url: 'https://news.example/a' });
    source(source(story, 2, { url: 'https://NEWS.example/a#part' }), 3, { url: 'https://news.example/b' });
    expect(await alike(story, id('source', 1))).toEqual([id('source', 2)]);
  });

  it('do not tell an address that was withheld, of the past neither', async () => {
    const story = source(source(new Story(), 1, { url: 'https://news.example/a' }), 2, {
      url: 'https://news.example/a',
    });
    story.tell('log', 'TextWithheld', { entry: story.log.events[1]!.id, path: '/data/url' });
    for (const index of [1, 2]) expect(await alike(story, id('source', 1), index)).toEqual([]);
  });

  it('are found alike by a read model that followed the log and by one that was filled at once', async () => {
    const story = source(source(new Story(), 1, { url: 'https://news.example/a' }), 2, {
      url: 'https://news.example/a',
    });
    story.tell('log', 'TextWithheld', { entry: story.log.events[1]!.id, path: '/data/url' });
    story.tell(id('source', 2), 'SourceRechecked', { result: 'CHANGED', sha256: bytes('a') });
    const [live, rebuilt] = [
      await new ModelHarness(story.log).catchUp(1),
      await new ModelHarness(story.log).catchUp(100),
    ];
    expect(dump(live.db)).toEqual(dump(rebuilt.db));
  });
});
