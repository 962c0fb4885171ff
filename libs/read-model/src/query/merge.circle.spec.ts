import type { Incident, StreamName } from '#domain';
import { ModelHarness } from '../testing/model.harness.js';
import { entryId, id, Story } from '../testing/story.js';

const newest = { by: 'RECORDED', direction: 'ASC' } as const;

/** Incidents 1 to n, and merges of one into another. */
function merged(n: number, ...merges: readonly (readonly [from: number, into: number])[]): Story {
  const story = new Story();
  for (let one = 1; one <= n; one += 1) story.incident(one);
  for (const [from, into] of merges) story.tell(id('incident', from), 'IncidentMerged', { into: id('incident', into) });
  return story;
}

async function read(story: Story) {
  const model = await new ModelHarness(story.log).catchUp(2);
  const now = model.now();
  const record = (n: number) => now.record<Incident>(id('incident', n))!;
  return {
    model,
    listed: now.list('incident', {}, newest, {}).edges.map(({ node }) => node),
    into: (n: number): StreamName | undefined => record(n).state.mergedInto?.value,
    gaps: (n: number) => record(n).gaps.map(({ entry }) => entry),
    duplicates: (n: number) => now.duplicates([id('incident', n)]).get(id('incident', n)),
    files: await now.files([id('incident', 1)]),
  };
}

describe('a merge that closes a circle', () => {
  it('of two is void and shown as a gap, and the earlier one counts', async () => {
    const { into, gaps, listed, duplicates } = await read(merged(2, [1, 2], [2, 1]));
    expect([into(1), into(2)]).toEqual([id('incident', 2), undefined]);
    expect([gaps(1), gaps(2)]).toEqual([[], [entryId(3)]]);
    expect(listed).toEqual([id('incident', 2)]);
    expect([duplicates(1), duplicates(2)]).toEqual([[], [id('incident', 1)]]);
  });

  it('of three is void too, and the others are duplicates of the one that is left', async () => {
    const { into, gaps, listed, duplicates } = await read(merged(3, [1, 2], [2, 3], [3, 1]));
    expect([into(1), into(2), into(3)]).toEqual([id('incident', 2), id('incident', 3), undefined]);
    expect([gaps(1), gaps(2), gaps(3)]).toEqual([[], [], [entryId(5)]]);
    expect(listed).toEqual([id('incident', 3)]);
    expect(duplicates(3)).toEqual([id('incident', 1), id('incident', 2)]);
  });

  it('into itself is void', async () => {
    const { into, gaps, listed, files } = await read(merged(1, [1, 1]));
    expect([into(1), gaps(1), listed]).toEqual([undefined, [entryId(1)], [id('incident', 1)]]);
    expect(files.get(id('incident', 1))!.incident.gaps.map(({ entry }) => entry)).toEqual([entryId(1)]);
  });

  it('hides nothing of what leads into the circle', async () => {
    const { into, listed, duplicates } = await read(merged(3, [3, 1], [1, 2], [2, 1]));
    expect([into(3), listed]).toEqual([id('incident', 1), [id('incident', 2)]]);
    expect(duplicates(2)).toEqual([id('incident', 1), id('incident', 3)]);
  });

  it('counts once the circle is no more, and the feed tells both', async () => {
    const story = merged(2, [1, 2], [2, 1]);
    story.tell(id('incident', 1), 'IncidentUnmerged', { from: id('incident', 2) });
    const { model, into, gaps, listed } = await read(story);
    expect([into(1), into(2), gaps(2)]).toEqual([undefined, id('incident', 1), []]);
    expect(listed).toEqual([id('incident', 1)]);
    const feed = model.reader().changes({ index: 3 as never, sub: 99 }, 4 as never, 10);
    expect(feed.map(({ name }) => name)).toEqual([id('incident', 1), id('incident', 2)]);
  });
});

describe('a list of incidents', () => {
  it('finds the canonical record by what is linked with its duplicate', async () => {
    const story = merged(3, [1, 2]);
    story.investigation(1, [1]);
    const { model } = await read(story);
    const found = (index: number, links: object) =>
      model
        .at(index)
        .list('incident', { links }, newest, {})
        .edges.map(({ node }) => node);
    const [one, other] = [{ investigation: { in: [id('investigation')] } }, { investigation: { known: true } }];
    expect([found(4, one), found(4, other)]).toEqual([[id('incident', 2)], [id('incident', 2)]]);
    expect(found(4, { investigation: { known: false } })).toEqual([id('incident', 3)]);
    expect(found(3, one)).toEqual([]);
  });
});

describe('agencies in a circle', () => {
  it('end the search for what is above them, and stay listed', async () => {
    const story = new Story();
    const agency = (name: string, parent: string) =>
      story.tell(name, 'AgencyRegistered', { name, jurisdiction: 'FEDERAL', parent });
    agency('agency-us-a', 'agency-us-b');
    agency('agency-us-b', 'agency-us-c');
    agency('agency-us-c', 'agency-us-b');
    story.tell('agency-us-b', 'AgencyMerged', { into: 'agency-us-c' });
    story.tell('agency-us-c', 'AgencyMerged', { into: 'agency-us-b' });
    const now = (await new ModelHarness(story.log).catchUp(2)).now();
    expect(now.parentsOf('agency-us-a')).toEqual(['agency-us-b', 'agency-us-c']);
    expect(now.parentsOf('agency-us-b')).toEqual(['agency-us-c']);
    expect(now.list('agency', {}, newest, {}).edges).toHaveLength(3);
  });
});
