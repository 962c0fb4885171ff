import { entryId, id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const INCIDENT = id('incident', 1);
const OTHER = id('incident', 2);
const PERSON = id('person');
const INQUIRY = id('investigation');
const SOURCE = id('source');

/** Told one an hour from 2026-01-15T12:00Z on; the number is the index. */
function told(): Story {
  const story = new Story();
  const source = {
    kind: { code: 'WEB' },
    publisher: 'A newspaper',
    title: 'A report',
    published: { edtf: '2026-01-20', zone: 'America/Chicago' },
  };
  story.tell(SOURCE, 'SourceRecorded', source); // 0
  story.tell(PERSON, 'PersonRegistered', { kind: 'PRIVATE' }); // 1
  story.incident(1, {}, { sources: [SOURCE] }); // 2
  story.investigation(1, [1]); // 3
  story.incident(2); // 4
  story.tell(INQUIRY, 'InvestigationClosed', { outcome: 'NO_CHARGES' }, { on: '2026-02-01' }); // 5
  story.tell(INQUIRY, 'EntryWithdrawn', { entry: entryId(5) }); // 6
  story.tell(PERSON, 'PersonalDataErased', { fields: ['nationality'], basis: { code: 'SUBJECT_REQUEST' } }); // 7
  story.tell('log', 'TextWithheld', { entry: entryId(2), path: '/data/title' }); // 8
  return story;
}

interface ChangesAnswer {
  readonly changes: {
    readonly from: number;
    readonly to: number;
    readonly nodes: readonly { readonly record: string; readonly change: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const CHANGES = `query ($from: AsOfInput!, $to: AsOfInput, $filter: ChangesFilter, $first: Int, $after: String) {
  changes(from: $from, to: $to, filter: $filter, first: $first, after: $after) {
    from to
    nodes { record change before { revision } after { revision } entries { change event { index } entry { id } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

describe('what changed between two moments', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    server = await readingServer(await new StoryModel(told()).catchUp());
  });
  afterAll(() => server.stop());
  const ask = async (variables: object) => (await server.ask<ChangesAnswer>(CHANGES, variables)).changes;
  const recordsOf = async (variables: object) => (await ask(variables)).nodes.map(({ record }) => record);

  it('tells each record once, before and after, with what was done to it', async () => {
    const changes = await ask({ from: { index: 3 }, filter: { records: [INQUIRY, PERSON, INCIDENT, OTHER] } });
    expect(changes).toMatchObject({ from: 3, to: 8 });
    expect(changes.nodes).toEqual([
      {
        record: OTHER,
        change: 'ENTERED',
        before: null,
        after: { revision: 0 },
        entries: [{ change: 'ADDED', event: { index: 4 }, entry: { id: entryId(4) } }],
      },
      {
        record: INQUIRY,
        change: 'CHANGED',
        before: { revision: 0 },
        after: { revision: 2 },
        entries: [
          { change: 'ADDED', event: { index: 5 }, entry: { id: entryId(5) } },
          { change: 'WITHDRAWN', event: { index: 6 }, entry: { id: entryId(5) } },
        ],
      },
      {
        record: PERSON,
        change: 'CHANGED',
        before: { revision: 0 },
        after: { revision: 1 },
        entries: [{ change: 'ERASED', event: { index: 7 }, entry: { id: entryId(7) } }],
      },
      {
        record: INCIDENT,
        change: 'CHANGED',
        before: { revision: 0 },
        after: { revision: 0 },
        entries: [{ change: 'WITHHELD', event: { index: 8 }, entry: { id: entryId(2) } }],
      },
    ]);
  });

  it('walks the whole log in pages, each record where its first change was recorded', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const page: ChangesAnswer['changes'] = await ask({ from: { index: 0 }, first: 2, after });
      expect(page.nodes.length).toBeLessThanOrEqual(2);
      seen.push(...page.nodes.map(({ record }) => record));
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(seen).toEqual([PERSON, INCIDENT, INQUIRY, OTHER]);
  });

  it.each([
    ['of kinds', { kinds: ['incident'] }, [OTHER, INCIDENT]],
    ['that something was done to', { changes: ['ERASED', 'WITHDRAWN'] }, [INQUIRY, PERSON]],
    ['of a kind and a change', { kinds: ['incident'], changes: ['WITHHELD'] }, [INCIDENT]],
    ['of incidents that match', { incidents: { status: { in: ['OPEN'] } } }, [INCIDENT]],
    ['of incidents that do not', { incidents: { status: { in: ['CLOSED'] } } }, []],
  ])('leaves out what a filter does: records %s', async (_what, filter, expected) => {
    expect(await recordsOf({ from: { index: 3 }, filter })).toEqual(expected);
  });

  it('takes instants as well, in a zone', async () => {
    // 16:00Z is when index 4 was recorded.
    expect(
      await recordsOf({ from: { recordedBy: '2026-01-15T15:30:00Z' }, to: { recordedBy: '2026-01-15T16:00:00Z' } }),
    ).toEqual([OTHER]);
  });

  it('tells on the axis of what was public what came to be known of given records', async () => {
    const between = { from: { publicBy: '2026-01-19' }, to: { publicBy: '2026-01-21' } };
    const changes = await ask({ ...between, filter: { records: [INCIDENT] } });
    expect(changes).toMatchObject({ from: null, to: null });
    expect(changes.nodes).toMatchObject([
      { record: INCIDENT, change: 'ENTERED', before: null, after: { revision: 0 } },
    ]);
    expect(
      await recordsOf({
        from: { publicBy: '2026-01-21' },
        to: { publicBy: '2026-01-22' },
        filter: { records: [INCIDENT] },
      }),
    ).toEqual([]);
  });

  it.each([
    ['the wrong way round', { from: { index: 5 }, to: { index: 2 } }, 'INVALID_QUERY'],
    ['on two axes', { from: { index: 2 }, to: { publicBy: '2026-01-20' } }, 'INVALID_QUERY'],
    ['with an open end on the axis of what was public', { from: { publicBy: '2026-01-20' } }, 'INVALID_QUERY'],
    ['of lists on that axis', { from: { publicBy: '2026-01-20' }, to: { publicBy: '2026-01-21' } }, 'NOT_ON_THIS_AXIS'],
    ['up to what is not on record yet', { from: { index: 2 }, to: { index: 99 } }, 'INDEX_OUT_OF_RANGE'],
    ['after a cursor of nothing', { from: { index: 2 }, after: 'abc' }, 'INVALID_CURSOR'],
    [
      'of too many records',
      { from: { index: 2 }, filter: { records: Array.from({ length: 101 }, () => INCIDENT) } },
      'INVALID_QUERY',
    ],
  ])('is refused %s', async (_what, variables, code) => {
    expect(await server.refusalOf(CHANGES, variables)).toBe(code);
  });
});

describe('what was erased since a moment', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    server = await readingServer(await new StoryModel(told()).catchUp());
  });
  afterAll(() => server.stop());
  const REMOVED = `query ($from: AsOfInput!, $first: Int, $after: String) {
    erasedSince(from: $from, first: $first, after: $after) {
      nodes { kind record fields basis { code } entry path event { index } }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  type Answer = { erasedSince: { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
  const erased = {
    kind: 'PERSONAL_DATA',
    record: PERSON,
    fields: ['nationality'],
    basis: { code: 'SUBJECT_REQUEST' },
    entry: null,
    path: null,
    event: { index: 7 },
  };
  const withheld = {
    kind: 'TEXT',
    record: INCIDENT,
    fields: null,
    basis: null,
    entry: entryId(2),
    path: '/data/title',
    event: { index: 8 },
  };

  it('is told in the order of the log, in pages', async () => {
    const { erasedSince: first } = await server.ask<Answer>(REMOVED, { from: { index: 2 }, first: 1 });
    expect([first.nodes, first.pageInfo.hasNextPage]).toEqual([[erased], true]);
    const { erasedSince: second } = await server.ask<Answer>(REMOVED, {
      from: { index: 2 },
      first: 1,
      after: first.pageInfo.endCursor,
    });
    expect([second.nodes, second.pageInfo.hasNextPage]).toEqual([[withheld], false]);
  });

  it('is nothing where nothing was', async () => {
    const { erasedSince } = await server.ask<Answer>(REMOVED, { from: { index: 8 } });
    expect(erasedSince.nodes).toEqual([]);
  });
});
