import { id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { encodeListCursor, type ListCursor } from '../../cursor/list.cursor.js';
import { MINNEAPOLIS } from '../testing/minneapolis.place.js';
import type { PageAnswer } from '../testing/page.answer.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { LOG_ID, StoryModel } from '../testing/story.model.js';

const INCIDENTS = 12;

/** A dozen incidents, each with an agency, two people, an inquiry and a statement with a claim. */
function manyIncidents(): Story {
  const story = new Story();
  story.tell('agency-us-dhs', 'AgencyRegistered', { name: 'Homeland Security', jurisdiction: 'FEDERAL' });
  story.tell('agency-us-doj-fbi', 'AgencyRegistered', { name: 'FBI', jurisdiction: 'FEDERAL' });
  for (let n = 1; n <= INCIDENTS; n++) {
    const agencies = [{ agency: 'agency-us-dhs', role: 'INVOLVED' }];
    const externalIds = [{ scheme: 'fe', value: String(Math.ceil(n / 2)) }];
    story.incident(
      n,
      { places: [{ ...MINNEAPOLIS, locality: 'Minneapolis' }], agencies, externalIds },
      { on: `2026-01-${String(n).padStart(2, '0')}` },
    );
    for (const role of ['SUBJECT', 'OFFICER'] as const) {
      const person = id('person', n * 2 + (role === 'OFFICER' ? 1 : 0));
      story.tell(person, 'PersonRegistered', { kind: role === 'OFFICER' ? 'OFFICER' : 'PRIVATE' });
      story.tell(id('incident', n), 'PersonInvolved', { person, role, minor: 'NO' }, { sources: [id('source')] });
    }
    story.investigation(n, [n]);
    const claims = [{ claimId: 'c1', topic: { code: 'WEAPON' }, act: 'ASSERTS', text: 'There was a shovel' }];
    story.statement(n, [n], { claims, stances: [{ on: id('incident', n), stance: 'JUSTIFIES' }] });
  }
  return story;
}

const PAGE = `query ($first: Int, $after: String, $filter: IncidentFilter) {
  incidents(first: $first, after: $after, filter: $filter, orderBy: { by: OCCURRED, direction: ASC }) {
    nodes {
      id
      title { text }
      investigationStatus { status investigations { lead { name } } }
      agencies { role agency { name parent { id } } }
      people { role person { kind neutral } }
      statements { issuer { onBehalfOf { name } } }
      disputed { value }
      stale
      possibleDuplicates { id }
    }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

describe('a list of incidents', () => {
  let model: StoryModel;
  let server: ReadingServer;
  beforeAll(async () => {
    model = await new StoryModel(manyIncidents()).catchUp();
    server = await readingServer(model);
  });
  afterAll(() => server.stop());
  beforeEach(() => model.calls.clear());

  it('finds a town however it is written', async () => {
    const count = async (locality: string) =>
      (
        await server.ask<{ incidents: object }>(
          'query ($in: [String!]) { incidents(filter: { locality: { in: $in } }) { totalCount } }',
          { in: [locality] },
        )
      ).incidents;
    for (const written of ['Minneapolis', 'minneapolis', ' MINNEAPOLIS', 'Mínneapolis'])
      expect(await count(written)).toEqual({ totalCount: INCIDENTS });
    expect(await count('Minneapoli')).toEqual({ totalCount: 0 });
  });

  it('costs as many look-ups with twelve on the page as with two', async () => {
    await server.ask(PAGE, { first: 2 });
    const few = new Map(model.calls);
    model.calls.clear();
    const { incidents } = await server.ask<PageAnswer>(PAGE, { first: INCIDENTS });
    expect(incidents.nodes).toHaveLength(INCIDENTS);
    expect(model.calls).toEqual(few);
  });

  it.each([
    'accounts { claims { claimId text { text } } }',
    'timeline { nodes { index sources { source { id } } } }',
    'entries { nodes { index } }',
    'lags { statement { hours } }',
    'allGaps { why }',
    'prejudged { part }',
    'statements { summary { text } }',
  ])('costs no more where what was done about them is asked for: %s', async (fields) => {
    const query = `query ($first: Int) { incidents(first: $first) { nodes { ${fields} } } }`;
    await server.ask(query, { first: 2 });
    const few = new Map(model.calls);
    model.calls.clear();
    await server.ask(query, { first: INCIDENTS });
    expect(model.calls).toEqual(few);
  });

  it('folds no incident anew for what its row tells', async () => {
    await server.ask(PAGE, { first: INCIDENTS });
    expect([model.calls.get('files'), model.calls.get('folded')]).toEqual([undefined, undefined]);
  });

  it('is counted only where its count is asked for', async () => {
    await server.ask(PAGE, { first: 2 });
    expect(model.calls.get('count')).toBeUndefined();
    const { incidents } = await server.ask<PageAnswer>('{ incidents(first: 2) { totalCount } }');
    expect(incidents.totalCount).toBe(INCIDENTS);
  });

  it('visits each once, page by page', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const { incidents }: PageAnswer = await server.ask(PAGE, { first: 5, after });
      seen.push(...incidents.nodes.map((node) => node.id));
      ({ hasNextPage: more, endCursor: after } = incidents.pageInfo);
    }
    expect(seen).toEqual(Array.from({ length: INCIDENTS }, (_, n) => id('incident', n + 1)));
  });

  const cursorsOf = async (list: string): Promise<string> => {
    const answer = await server.ask<Record<string, PageAnswer['incidents']>>(
      `{ list: ${list} { pageInfo { endCursor } } }`,
    );
    return answer['list']!.pageInfo.endCursor;
  };

  it.each([
    ['another kind', 'cases', ''],
    ['another order', 'incidents', ', orderBy: { by: RECORDED, direction: ASC }'],
    ['another value to order by', 'incidents', ', orderBy: { by: MOVED }'],
  ])('takes no cursor of a list of %s', async (_, list, order) => {
    const after = await cursorsOf('incidents(first: 2)');
    expect(await server.refusalOf(`{ ${list}(after: "${after}"${order}) { totalCount } }`)).toBe('INVALID_CURSOR');
  });

  it('takes the cursor of a filtered list, in the same order', async () => {
    const after = await cursorsOf('incidents(first: 2, filter: { region: { in: ["US-MN"] } })');
    const { incidents } = await server.ask<PageAnswer>(`{ incidents(first: 1, after: "${after}") { nodes { id } } }`);
    expect(incidents.nodes).toEqual([{ id: id('incident', INCIDENTS - 2) }]);
  });

  it('takes no cursor of another log, and none that was made up', async () => {
    const list = 'incident by RECORDED, DESC';
    const place = [12, id('incident', 1)];
    const query = 'query ($after: String) { incidents(after: $after) { totalCount } }';
    const refused = async (cursor: Partial<ListCursor>) => {
      const after = encodeListCursor({ logId: LOG_ID, list, index: null, place, ...cursor });
      return server.refusalOf(query, { after });
    };
    expect(await refused({})).toBeUndefined();
    expect(await refused({ logId: id('log') })).toBe('INVALID_CURSOR');
    expect(await refused({ place: [12, 70] })).toBe('INVALID_CURSOR');
    expect(await refused({ place: ['12', id('incident', 1)] })).toBe('INVALID_CURSOR');
    expect(await refused({ place: [12, id('incident', 99)] })).toBe('INVALID_CURSOR');
    expect(await refused({ index: 3 })).toBe('INVALID_CURSOR');
  });

  it('takes a date as the whole of its day in the zone that is given', async () => {
    const filter = { occurred: { from: '2026-01-03', to: '2026-01-05', zone: 'America/Chicago', match: 'CERTAIN' } };
    const { incidents } = await server.ask<PageAnswer>(PAGE, { filter });
    expect(incidents.nodes.map((node) => node.id)).toEqual([3, 4, 5].map((n) => id('incident', n)));
  });

  it.each([
    ['a code that is none', { status: { in: ['OPENED'] } }, 'BAD_USER_INPUT'],
    ['a date that is none', { occurred: { from: 'last week' } }, 'INVALID_QUERY'],
    ['a field that is none', { weather: 'cold' }, 'BAD_USER_INPUT'],
    ['a code that a growing list does not hold', { kind: { in: ['SHOOTNG'] } }, 'INVALID_QUERY'],
    ['a range that ends before it begins', { moved: { from: '2026-01-14', to: '2026-01-13' } }, 'INVALID_QUERY'],
  ])('says so of %s in its filter', async (_, filter, code) => {
    expect(await server.refusalOf(PAGE, { filter })).toBe(code);
  });

  it.each([
    [{ first: 2, after: 'nonsense' }, 'INVALID_CURSOR'],
    [{ first: 101 }, 'PAGE_TOO_LARGE'],
    [{ first: -1 }, 'INVALID_QUERY'],
  ])('refuses the page %j', async (variables, code) => {
    expect(await server.refusalOf(PAGE, variables)).toBe(code);
  });

  it('refuses a page that is asked for from both ends', async () => {
    expect(await server.refusalOf('{ incidents(first: 1, last: 1) { totalCount } }')).toBe('INVALID_QUERY');
    expect(await server.refusalOf('{ incidents(last: 101) { totalCount } }')).toBe('PAGE_TOO_LARGE');
    const after = await cursorsOf('incidents(first: 2)');
    for (const page of [`first: 1, before: "${after}"`, `last: 1, after: "${after}"`, `before: "${after}"`])
      expect(await server.refusalOf(`{ incidents(${page}) { totalCount } }`)).toBe('INVALID_QUERY');
  });
});
