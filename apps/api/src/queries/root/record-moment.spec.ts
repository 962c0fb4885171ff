import { id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { MINNEAPOLIS } from '../testing/minneapolis.place.js';
import type { PageAnswer } from '../testing/page.answer.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

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
