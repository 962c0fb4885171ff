import type { ListedPage } from '../testing/page.answer.js';
import { oneIncident } from '../testing/one-incident.story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

describe('the history', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    server = await readingServer(await new StoryModel(oneIncident()).catchUp());
  });
  afterAll(() => server.stop());

  it.each(['', 'record: "incident-00000000-0000-4000-8000-000000000003"'])(
    'has its history page by page from both ends: %s',
    async (of) => {
      const ask = async (page: string) => {
        const query = `{ history(${page} ${of}) { nodes { index } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
        return (await server.ask<{ history: ListedPage }>(query)).history;
      };
      const { nodes: whole, totalCount } = await ask('first: 100');
      expect(whole).toHaveLength(totalCount);
      const last = await ask('last: 2');
      expect(last).toMatchObject({ nodes: whole.slice(-2), pageInfo: { hasNextPage: false, hasPreviousPage: true } });
      const before = await ask(`last: 2, before: "${last.pageInfo.startCursor}"`);
      expect(before).toMatchObject({
        nodes: whole.slice(-4, -2),
        pageInfo: { hasNextPage: true, hasPreviousPage: true },
      });
      const rest = await ask(`last: 100, before: "${before.pageInfo.startCursor}"`);
      expect(rest).toMatchObject({
        nodes: whole.slice(0, -4),
        pageInfo: { hasNextPage: true, hasPreviousPage: false },
      });
      const after = await ask(`first: 2, after: "${rest.pageInfo.endCursor}"`);
      expect(after).toMatchObject({ nodes: before.nodes, pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    },
  );

  it.each([
    ['history(first: -1)', 'INVALID_QUERY'],
    ['history(last: -1)', 'INVALID_QUERY'],
    ['history(last: 101)', 'PAGE_TOO_LARGE'],
    ['history(first: 1, last: 1)', 'INVALID_QUERY'],
  ])('has no history of %s', async (history, code) => {
    expect(await server.refusalOf(`{ ${history} { totalCount } }`)).toBe(code);
  });
});
