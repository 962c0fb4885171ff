import { id, Story } from '../../../../libs/read-model/src/testing/story.js';
import { decodeCursor, encodeCursor } from '../cursor/cursor.js';
import { LOG_ID, StoryModel } from '../queries/testing/story.model.js';
import { Feeds, type ToldChange } from './feeds.js';

const started: Feeds[] = [];
afterEach(() => started.splice(0).forEach((feeds) => feeds.onApplicationShutdown()));

async function following(story: Story, maxLag = 1_000) {
  const model = await new StoryModel(story).catchUp();
  const feeds = new Feeds(model, { maxLag });
  started.push(feeds);
  return { model, feeds };
}

const shooting = (story: Story, n: number, region = 'US-MN') =>
  story.incident(n, { places: [{ region, country: 'US', zone: 'America/Chicago', precision: 'REGION' }] });
const cursorAt = (index: number, sub = 0, logId = LOG_ID) => encodeCursor({ logId, index, sub });
const told = ({ kind, change }: ToldChange) => `${kind} ${change.incident.slice(-1)}`;

async function take<T>(from: AsyncIterable<T>, count: number): Promise<T[]> {
  const items: T[] = [];
  for await (const item of from) {
    items.push(item);
    if (items.length === count) break;
  }
  return items;
}

describe('a dashboard that follows incidents', () => {
  it('is told what enters, changes and leaves its filter, in order', async () => {
    const story = new Story();
    shooting(story, 1);
    story.investigation(1, [1]);
    story.tell(id('investigation'), 'InvestigationSuspended', {});
    story.tell(id('investigation'), 'InvestigationResumed', {});
    story.tell(id('incident'), 'StatusConfirmed', { checked: [{ what: 'The docket' }] });
    story.tell(id('incident'), 'RecordRetracted', { because: 'FABRICATED' });
    const { feeds } = await following(story);
    const open = feeds.incidentChanges(cursorAt(-1, -1), { facets: { status: { in: ['OPEN'] } } });
    expect((await take(open, 5)).map(told)).toEqual(['ENTERED 1', 'LEFT 1', 'ENTERED 1', 'CHANGED 1', 'LEFT 1']);
  });

  it('is not told of what never was in its filter', async () => {
    const story = new Story();
    shooting(story, 1, 'US-CA');
    shooting(story, 2);
    const { feeds } = await following(story);
    const inMinnesota = feeds.incidentChanges(cursorAt(-1, -1), { facets: { region: { in: ['US-MN'] } } });
    expect((await take(inMinnesota, 1)).map(told)).toEqual(['ENTERED 2']);
  });

  it('misses nothing and hears nothing twice, wherever it breaks off and goes on', async () => {
    const story = new Story();
    for (let n = 1; n <= 3; n++) shooting(story, n);
    // One event that changes three incidents: a connection may drop between them.
    for (let n = 1; n <= 4; n++) story.investigation(n, [1, 2, 3]);
    const { feeds } = await following(story);
    const whole = await take(feeds.incidentChanges(cursorAt(-1, -1), {}), 15);
    for (let cut = 1; cut < whole.length; cut++) {
      const rest = await take(feeds.incidentChanges(whole[cut - 1]!.cursor, {}), whole.length - cut);
      expect(rest.map(({ cursor }) => cursor)).toEqual(whole.slice(cut).map(({ cursor }) => cursor));
    }
    expect(new Set(whole.map(({ cursor }) => cursor)).size).toBe(whole.length);
  });

  it('hears only what is yet to come where it gives no cursor', async () => {
    const story = new Story();
    shooting(story, 1);
    const { model, feeds } = await following(story);
    const next = take(feeds.incidentChanges(undefined, {}), 1);
    shooting(story, 2);
    await model.catchUp();
    expect((await next).map(told)).toEqual(['ENTERED 2']);
  });

  it('may ask for several at once, and gets them in order', async () => {
    const story = new Story();
    for (let n = 1; n <= 3; n++) shooting(story, n);
    const { feeds } = await following(story);
    const changes = feeds.incidentChanges(cursorAt(-1, -1), {})[Symbol.asyncIterator]();
    const all = await Promise.all([changes.next(), changes.next(), changes.next()]);
    expect(all.map(({ value }) => told(value as ToldChange))).toEqual(['ENTERED 1', 'ENTERED 2', 'ENTERED 3']);
  });

  it('ends at once when it leaves, also while it waits', async () => {
    const story = new Story();
    shooting(story, 1);
    const { feeds } = await following(story);
    const changes = feeds.incidentChanges(undefined, {})[Symbol.asyncIterator]();
    const waiting = changes.next();
    expect(await changes.return?.()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await changes.next()).toEqual({ done: true, value: undefined });
  });
});

describe('who follows the log', () => {
  it('is told each event once, and takes a cursor of either feed', async () => {
    const story = new Story();
    for (let n = 1; n <= 4; n++) shooting(story, n);
    const { feeds } = await following(story);
    const all = await take(feeds.logEvents(cursorAt(-1, -1)), 4);
    expect(all.map(({ entry }) => entry.index)).toEqual([0, 1, 2, 3]);
    const afterChange = await take(feeds.logEvents(cursorAt(1, 0)), 2);
    expect(afterChange.map(({ entry }) => entry.index)).toEqual([2, 3]);
    expect(decodeCursor(all[3]!.cursor, LOG_ID).index).toBe(3);
  });
});

describe('a cursor that cannot be gone on from', () => {
  const story = new Story();
  for (let n = 1; n <= 9; n++) shooting(story, n);
  const coded = (code: string) => expect.objectContaining({ extensions: expect.objectContaining({ code }) });

  it('is refused where it is none, or belongs to another log', async () => {
    const { feeds } = await following(story);
    expect(() => feeds.logEvents('nonsense')).toThrow(coded('INVALID_CURSOR'));
    expect(() => feeds.logEvents(cursorAt(0, 0, 'another-log'))).toThrow(coded('INVALID_CURSOR'));
  });

  it('has expired where it is too far behind, and says by how much', async () => {
    const { feeds } = await following(story, 5);
    expect(() => feeds.incidentChanges(cursorAt(1), {})).toThrow(/7 entries behind and the limit is 5/);
    expect(() => feeds.incidentChanges(cursorAt(1), {})).toThrow(coded('CURSOR_EXPIRED'));
  });

  it('ends a client that reads too slowly, and says so', async () => {
    const growing = new Story();
    shooting(growing, 1);
    const { model, feeds } = await following(growing, 5);
    const slow = feeds.logEvents(cursorAt(-1, -1))[Symbol.asyncIterator]();
    await slow.next();
    for (let n = 2; n <= 9; n++) shooting(growing, n);
    await model.catchUp();
    await expect(slow.next()).rejects.toEqual(coded('SLOW_CONSUMER'));
    expect(await slow.next()).toEqual({ done: true, value: undefined });
  });
});
