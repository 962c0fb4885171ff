import { id, Story, entryId } from '../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from './testing/reading.server.js';
import { StoryModel } from './testing/story.model.js';

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
    story.incident(n, { places: [MINNEAPOLIS], agencies }, { on: `2026-01-${String(n).padStart(2, '0')}` });
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

  it('takes a date as the whole of its day in the zone that is given', async () => {
    const filter = { occurred: { from: '2026-01-03', to: '2026-01-05', zone: 'America/Chicago', match: 'CERTAIN' } };
    const { incidents } = await server.ask<PageAnswer>(PAGE, { filter });
    expect(incidents.nodes.map((node) => node.id)).toEqual([3, 4, 5].map((n) => id('incident', n)));
  });

  it.each([
    ['a code that is none', { status: { in: ['OPENED'] } }, 'BAD_USER_INPUT'],
    ['a date that is none', { occurred: { from: 'last week' } }, 'INVALID_QUERY'],
    ['a field that is none', { weather: 'cold' }, 'BAD_USER_INPUT'],
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
});
