import { id, Story, entryId } from '../../../../libs/read-model/src/testing/story.js';
import { encodeListCursor, type ListCursor } from '../cursor/list.cursor.js';
import { type ReadingServer, readingServer } from './testing/reading.server.js';
import { LOG_ID, StoryModel } from './testing/story.model.js';

const MINNEAPOLIS = {
  text: 'North Minneapolis',
  region: 'US-MN',
  country: 'US',
  zone: 'America/Chicago',
  precision: 'LOCALITY',
};
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
      { places: [MINNEAPOLIS], agencies, externalIds },
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

interface PageAnswer {
  readonly incidents: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly totalCount: number;
  };
}

describe('a list of incidents', () => {
  let model: StoryModel;
  let server: ReadingServer;
  beforeAll(async () => {
    model = await new StoryModel(manyIncidents()).catchUp();
    server = await readingServer(model);
  });
  afterAll(() => server.stop());
  beforeEach(() => model.calls.clear());

  it('costs as many look-ups with twelve on the page as with two', async () => {
    await server.ask(PAGE, { first: 2 });
    const few = new Map(model.calls);
    model.calls.clear();
    const { incidents } = await server.ask<PageAnswer>(PAGE, { first: INCIDENTS });
    expect(incidents.nodes).toHaveLength(INCIDENTS);
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

describe('the record as of a moment', () => {
  let model: StoryModel;
  let server: ReadingServer;
  beforeAll(async () => {
    const story = new Story();
    for (let n = 1; n <= 5; n++) story.incident(n, { places: [MINNEAPOLIS] }, { sources: [id('source')] });
    story.tell(id('incident', 1), 'RecordRetracted', { because: 'FABRICATED' });
    model = await new StoryModel(story).catchUp();
    server = await readingServer(model, { ONRECORD_TIME_ZONE: 'America/Chicago' });
  });
  afterAll(() => server.stop());

  const ids = `incidents(first: 2, after: $after) { nodes { id } pageInfo { endCursor } }`;

  it('keeps its moment from page to page', async () => {
    const query = `query ($after: String) { record(asOf: { index: 2 }) { index treeSize ${ids} } }`;
    const { record: first } = await server.ask<{ record: PageAnswer }>(query);
    const after = first.incidents.pageInfo.endCursor;
    const { record: second } = await server.ask<{ record: PageAnswer }>(query, { after });
    expect([...first.incidents.nodes, ...second.incidents.nodes].map((node) => node.id)).toEqual(
      [3, 2, 1].map((n) => id('incident', n)),
    );
    expect(first).toMatchObject({ index: 2, treeSize: 3 });
    const elsewhere = query.replace('index: 2', 'index: 3');
    expect(await server.refusalOf(elsewhere, { after })).toBe('INVALID_CURSOR');
  });

  it('that is not over yet keeps its moment from page to page, while events arrive', async () => {
    const story = new Story();
    for (let n = 1; n <= 3; n++) story.incident(n, {}, { on: `2026-01-0${n}` });
    const growing = await new StoryModel(story).catchUp();
    const reader = await readingServer(growing);
    const query = `query ($after: String, $asOf: AsOfInput!, $id: ID!, $on: String) {
      record(asOf: $asOf) {
        incidents(first: 2, after: $after, orderBy: { by: OCCURRED }) { nodes { id } totalCount pageInfo { endCursor } }
        incident(id: $id) { timeline(first: 1, after: $on) { nodes { type } totalCount pageInfo { endCursor } } }
      }
    }`;
    interface Both {
      readonly record: {
        readonly incidents: PageAnswer['incidents'];
        readonly incident: { readonly timeline: PageAnswer['incidents'] };
      };
    }
    const asOf = { recordedBy: '2999-01-01' };
    const { record: first } = await reader.ask<Both>(query, { asOf, id: id('incident', 1) });
    story.incident(4, {}, { on: '2026-01-01' });
    story.investigation(1, [1], {}, { on: '2026-02-01' });
    await growing.catchUp();
    const cursors = {
      after: first.incidents.pageInfo.endCursor,
      on: first.incident.timeline.pageInfo.endCursor,
    };
    const { record: second } = await reader.ask<Both>(query, { asOf, id: id('incident', 1), ...cursors });
    expect(second).toMatchObject({
      incidents: { nodes: [{ id: id('incident', 1) }], totalCount: 3 },
      incident: { timeline: { nodes: [], totalCount: 1 } },
    });
    // Another moment that is asked for by name is another list.
    for (const other of [{ index: 4 }, { recordedBy: '2026-01-15T12:30:00Z' }, { publicBy: '2999-01-01' }])
      expect(await reader.refusalOf(query, { asOf: other, id: id('incident', 1), ...cursors })).toMatch(
        'publicBy' in other ? 'NOT_ON_THIS_AXIS' : 'INVALID_CURSOR',
      );
    await reader.stop();
  });

  it('ends a bare date at the end of that day where the server is, or in the zone that is given', async () => {
    // The story's entries are an hour apart, from noon UTC on the 15th.
    const at = (zone: string) => `{ record(asOf: { recordedBy: "2026-01-15" }${zone}) { index } }`;
    expect(await server.ask(at(''))).toEqual({ record: { index: 5 } });
    expect(await server.ask(at(', zone: "Pacific/Kiritimati"'))).toEqual({ record: { index: -1 } });
    expect(await server.ask('{ record(asOf: { recordedBy: "2026-01-15T14:30:00Z" }) { index at } }')).toEqual({
      record: { index: 2, at: '2026-01-15T14:30:00.000Z' },
    });
  });

  it.each([
    ['an index that is not on record', '{ index: 99 }', 'INDEX_OUT_OF_RANGE'],
    ['an index before the first', '{ index: -1 }', 'INDEX_OUT_OF_RANGE'],
    ['a date that is none', '{ recordedBy: "last week" }', 'INVALID_MOMENT'],
  ])('says so of %s', async (_, asOf, code) => {
    expect(await server.refusalOf(`{ record(asOf: ${asOf}) { index } }`)).toBe(code);
  });

  it('takes exactly one moment', async () => {
    expect(await server.refusalOf('{ record(asOf: { index: 1, recordedBy: "2026-01-15" }) { index } }')).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
  });

  it.each(['incidents { totalCount }', 'search(text: "incident") { id }', 'history { totalCount }'])(
    'has no list of what was public: %s',
    async (list) => {
      expect(await server.refusalOf(`{ record(asOf: { publicBy: "2026-01-15" }) { ${list} } }`)).toBe(
        'NOT_ON_THIS_AXIS',
      );
    },
  );

  it('answers with a tombstone for what was retracted, and leaves it out of lists', async () => {
    const answer = await server.ask(
      'query ($id: ID!) { incident(id: $id) { tombstone { because } } incidents { totalCount } }',
      { id: id('incident', 1) },
    );
    expect(answer).toEqual({ incident: { tombstone: { because: 'FABRICATED' } }, incidents: { totalCount: 4 } });
    const all = '{ incidents(filter: { include: [RETRACTED] }) { totalCount } }';
    expect(await server.ask(all)).toEqual({ incidents: { totalCount: 5 } });
  });
});

describe('one incident', () => {
  let server: ReadingServer;
  const incident = id('incident');
  const long = id('incident', 3);
  beforeAll(async () => {
    const story = new Story();
    const kinds = [{ code: 'SHOOTING', raw: { scheme: 'a-tracker', value: 'Gunshot' } }];
    story.incident(1, { kinds, narrative: 'A shot was fired' }, { on: '2026-01-14', sources: [id('source')] });
    story.tell(id('source'), 'SourceRecorded', { kind: 'WEB', publisher: 'A newspaper' });
    story.investigation(1, [1], {}, { on: '2026-01-15', sources: [id('source')] });
    const closing = { on: '2026-02-01', sources: [id('source')] };
    story.tell(id('investigation'), 'InvestigationClosed', { outcome: 'NO_CHARGES' }, closing);
    story.tell(id('investigation'), 'EntryWithdrawn', { entry: entryId(3) });
    story.incident(2, {}, { on: '2026-01-14' });
    story.tell(id('incident', 2), 'IncidentMerged', { into: incident });
    story.incident(3, {}, { on: '2026-01-14' });
    for (let n = 1; n <= 4; n++)
      story.tell(long, 'PersonInvolved', { person: id('person', n), role: 'OFFICER', minor: 'NO' });
    server = await readingServer(await new StoryModel(story).catchUp());
  });
  afterAll(() => server.stop());

  it('shows in world order what happened, in whatever record it stands', async () => {
    const query = `query ($id: ID!) {
      incident(id: $id) { timeline { totalCount nodes { index type record sources { source { publisher } } } } }
    }`;
    const sources = [{ source: { publisher: 'A newspaper' } }];
    expect(await server.ask(query, { id: incident })).toEqual({
      incident: {
        timeline: {
          totalCount: 6,
          nodes: [
            { index: 0, type: 'IncidentReported', record: incident, sources },
            { index: 4, type: 'EntryWithdrawn', record: id('investigation'), sources: [] },
            { index: 5, type: 'IncidentReported', record: id('incident', 2), sources: [] },
            { index: 6, type: 'IncidentMerged', record: id('incident', 2), sources: [] },
            { index: 2, type: 'InvestigationOpened', record: id('investigation'), sources },
            { index: 3, type: 'InvestigationClosed', record: id('investigation'), sources },
          ],
        },
      },
    });
  });

  it.each(['timeline', 'entries'])('can be read page by page from both ends: %s', async (list) => {
    const ask = async (page: string) => {
      const query = `query ($id: ID!) {
        incident(id: $id) { list: ${list}(${page}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
      }`;
      type Listed = PageAnswer['incidents'] & { readonly pageInfo: { readonly startCursor: string } };
      return (await server.ask<{ incident: { list: Listed } }>(query, { id: long })).incident.list;
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
      { id: long },
    );
    const { cursor, node } = answer.incident.timeline.edges[0]!;
    const refused = (asked: string, list: string, after: string) =>
      server.refusalOf(
        `query ($id: ID!, $after: String) { incident(id: $id) { ${list}(after: $after) { totalCount } } }`,
        { id: asked, after },
      );
    expect(await refused(long, 'timeline', cursor)).toBeUndefined();
    expect(await refused(long, 'entries', cursor)).toBe('INVALID_CURSOR');
    expect(await refused(incident, 'timeline', cursor)).toBe('INVALID_CURSOR');
    expect(await refused(long, 'timeline', node.id)).toBe('INVALID_CURSOR');
  });

  it.each(['', 'record: "incident-00000000-0000-4000-8000-000000000003"'])(
    'has its history page by page from both ends: %s',
    async (of) => {
      const ask = async (page: string) => {
        const query = `{ history(${page} ${of}) { nodes { index } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
        type Listed = PageAnswer['incidents'] & { readonly pageInfo: { readonly startCursor: string } };
        return (await server.ask<{ history: Listed }>(query)).history;
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

  it('is not found by fewer than none', async () => {
    expect(await server.refusalOf('{ search(text: "incident", first: -1) { id } }')).toBe('INVALID_QUERY');
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

  it('tells what changed between two indices, with the entry as it stands', async () => {
    const query = `query ($id: ID!) {
      incident(id: $id) {
        changes(from: 0, to: 4) {
          before { investigationStatus { status } }
          after { investigationStatus { status } }
          entries { change event { index } entry { type withdrawnBy } }
        }
      }
    }`;
    expect(await server.ask(query, { id: incident })).toEqual({
      incident: {
        changes: {
          before: { investigationStatus: { status: 'NONE_KNOWN' } },
          after: { investigationStatus: { status: 'OPEN' } },
          entries: [
            { change: 'ADDED', event: { index: 2 }, entry: { type: 'InvestigationOpened', withdrawnBy: null } },
            { change: 'ADDED', event: { index: 3 }, entry: { type: 'InvestigationClosed', withdrawnBy: entryId(4) } },
            {
              change: 'WITHDRAWN',
              event: { index: 4 },
              entry: { type: 'InvestigationClosed', withdrawnBy: entryId(4) },
            },
          ],
        },
      },
    });
  });

  it('gives codes with their label, and the word of the source', async () => {
    const query = 'query ($id: ID!) { incident(id: $id) { kinds { code label raw { scheme value } } } }';
    expect(await server.ask(query, { id: incident })).toEqual({
      incident: { kinds: [{ code: 'SHOOTING', label: 'Shooting', raw: { scheme: 'a-tracker', value: 'Gunshot' } }] },
    });
  });

  it('and its duplicate lead to each other', async () => {
    const query =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Incident { mergedInto { id } duplicates { id } } } }';
    expect(await server.ask(query, { ids: [incident, id('incident', 2)] })).toEqual({
      nodes: [
        { id: incident, mergedInto: null, duplicates: [{ id: id('incident', 2) }] },
        { id: id('incident', 2), mergedInto: { id: incident }, duplicates: [] },
      ],
    });
  });

  it('has its place among others, of which some are of no record', async () => {
    const ids = [id('incident', 99), incident, 'nonsense', id('incident', 2), incident];
    expect(await server.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({
      nodes: [null, { id: incident }, null, { id: id('incident', 2) }, { id: incident }],
    });
  });

  it.each(['incident-nonsense', id('incident', 99), id('person', 1), 'toString', ''])(
    'is null where there is none: %j',
    async (asked) => {
      expect(await server.ask('query ($id: ID!) { incident(id: $id) { id } }', { id: asked })).toEqual({
        incident: null,
      });
    },
  );

  it.each([
    ['2026-01-20', false],
    ['2026-07-01', true],
  ])('is judged by the day that is asked for: at %s it is stale: %s', async (at, stale) => {
    const query = 'query ($id: ID!, $at: String) { incident(id: $id) { stale(at: $at) overdue(at: $at) } }';
    expect(await server.ask(query, { id: incident, at })).toEqual({ incident: { stale, overdue: false } });
  });

  it.each(['stale', 'overdue'])('is not judged by what is no moment: %s', async (field) => {
    const query = `query ($id: ID!) { incident(id: $id) { ${field}(at: "soon") } }`;
    expect(await server.refusalOf(query, { id: incident })).toBe('INVALID_MOMENT');
  });

  it.each([
    ['changes(from: 4, to: 2)', 'INVALID_QUERY'],
    ['changes(from: 99)', 'INDEX_OUT_OF_RANGE'],
  ])('has no changes backwards: %s', async (changes, code) => {
    const query = `query ($id: ID!) { incident(id: $id) { ${changes} { entries { change } } } }`;
    expect(await server.refusalOf(query, { id: incident })).toBe(code);
  });

  it('has no changes from after the moment that is asked for', async () => {
    const query = `query ($id: ID!) { record(asOf: { index: 2 }) { incident(id: $id) { changes(from: 4) { to } } } }`;
    expect(await server.refusalOf(query, { id: incident })).toBe('INVALID_QUERY');
  });
});
