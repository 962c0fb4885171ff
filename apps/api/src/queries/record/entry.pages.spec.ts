import { entryId, id } from '../../../../../libs/read-model/src/testing/story.js';
import type { ListedPage } from '../testing/page.answer.js';
import { INCIDENT, LONG, oneIncident } from '../testing/one-incident.story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

describe('a list of entries', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    server = await readingServer(await new StoryModel(oneIncident()).catchUp());
  });
  afterAll(() => server.stop());

  it.each(['timeline', 'entries'])('can be read page by page from both ends: %s', async (list) => {
    const ask = async (page: string) => {
      const query = `query ($id: ID!) {
        incident(id: $id) { list: ${list}(${page}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
      }`;
      return (await server.ask<{ incident: { list: ListedPage } }>(query, { id: LONG })).incident.list;
    };
    const whole = (await ask('first: 100')).nodes;
    expect(whole).toHaveLength(5);
    const first = await ask('first: 2');
    expect(first).toMatchObject({ nodes: whole.slice(0, 2), pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = await ask(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(second).toMatchObject({ nodes: whole.slice(2, 4), pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    const last = await ask('last: 2');
    expect(last).toMatchObject({ nodes: whole.slice(3), pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    const before = await ask(`last: 4, before: "${last.pageInfo.startCursor}"`);
    expect(before).toMatchObject({ nodes: whole.slice(0, 3), pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect((await ask('first: 0')).nodes).toEqual([]);
    expect((await ask(`first: 100, after: "${last.pageInfo.endCursor}"`)).nodes).toEqual([]);
  });

  it('takes no cursor of another list of entries, nor the id of one', async () => {
    const query = 'query ($id: ID!) { incident(id: $id) { timeline { edges { cursor node { id } } } } }';
    const answer = await server.ask<{ incident: { timeline: { edges: { cursor: string; node: { id: string } }[] } } }>(
      query,
      { id: LONG },
    );
    const { cursor, node } = answer.incident.timeline.edges[0]!;
    const refused = (asked: string, list: string, after: string) =>
      server.refusalOf(
        `query ($id: ID!, $after: String) { incident(id: $id) { ${list}(after: $after) { totalCount } } }`,
        { id: asked, after },
      );
    expect(await refused(LONG, 'timeline', cursor)).toBeUndefined();
    expect(await refused(LONG, 'entries', cursor)).toBe('INVALID_CURSOR');
    expect(await refused(INCIDENT, 'timeline', cursor)).toBe('INVALID_CURSOR');
    expect(await refused(LONG, 'timeline', node.id)).toBe('INVALID_CURSOR');
  });

  it('shows the withdrawn entries of a record too, and by what they were withdrawn', async () => {
    const query = 'query ($id: ID!) { investigation(id: $id) { entries { nodes { type withdrawnBy } } } }';
    expect(await server.ask(query, { id: id('investigation') })).toEqual({
      investigation: {
        entries: {
          nodes: [
            { type: 'InvestigationOpened', withdrawnBy: null },
            { type: 'InvestigationClosed', withdrawnBy: entryId(4) },
            { type: 'EntryWithdrawn', withdrawnBy: null },
          ],
        },
      },
    });
  });
});
