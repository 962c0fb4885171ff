import { id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const [source, other] = [id('source'), id('source', 2)];
const officer = id('person');
const AGENCY = 'agency-us-agency';

/** Two incidents, of which one rests on a source that was retracted by who published it. */
function told(): Story {
  const story = new Story();
  const resting = { sources: [source] };
  for (const one of [source, other]) story.tell(one, 'SourceRecorded', { kind: 'WEB' });
  story.incident(1, { people: [] }, resting);
  story.incident(2, {}, { sources: [other] });
  story.tell(id('incident'), 'PersonInvolved', { person: officer, role: 'OFFICER', minor: 'NO' }, { sources: [other] });
  story.investigation(1, [2], {}, resting);
  story.tell(id('case'), 'CaseOpened', { kind: 'CRIMINAL', against: 'OFFICER', incidents: [id('incident')] }, resting);
  story.statement(1, [2], { issuer: { person: officer, onBehalfOf: AGENCY } }, resting);
  story.tell(source, 'SourceRechecked', { result: 'RETRACTED' });
  return story;
}

let server: ReadingServer;
beforeAll(async () => {
  server = await readingServer(await new StoryModel(told()).catchUp());
});
afterAll(() => server.stop());

it('a source leads to the records that rest on it, after it was retracted too', async () => {
  const found = '{ totalCount nodes { id } }';
  const kinds = `incidents ${found} investigations ${found} cases ${found} statements ${found}`;
  const one = (record: string) => ({ totalCount: 1, nodes: [{ id: record }] });
  expect(await server.ask(`{ source(id: "${source}") { rechecks { result } ${kinds} } }`)).toEqual({
    source: {
      rechecks: [{ result: 'RETRACTED' }],
      incidents: one(id('incident')),
      investigations: one(id('investigation')),
      cases: one(id('case')),
      statements: one(id('statement')),
    },
  });
});

it.each([
  ['incidents', `source: { in: ["${source}"] }`, id('incident')],
  ['incidents', `source: { notIn: ["${source}"] }`, id('incident', 2)],
  ['incidents', `person: { in: ["${officer}"] }`, id('incident')],
  ['cases', `incident: { in: ["${id('incident')}"] }`, id('case')],
  ['statements', `person: { in: ["${officer}"] }`, id('statement')],
  ['statements', `agency: { in: ["${AGENCY}"] }`, id('statement')],
  ['investigations', `incident: { in: ["${id('incident', 2)}"] }`, id('investigation')],
])('%s are found by the records that they name: %s', async (list, filter, record) => {
  expect(await server.ask(`{ ${list}(filter: { ${filter} }) { nodes { id } } }`)).toEqual({
    [list]: { nodes: [{ id: record }] },
  });
});

it('what is no id of such a record is refused, with how one looks', async () => {
  const { body } = await server.post({
    query: '{ incidents(filter: { source: { in: ["a-paper"] } }) { totalCount } }',
  });
  expect(body.errors).toMatchObject([
    {
      message: expect.stringContaining('filter.source.in[0]: "a-paper" is not the id of a source') as string,
      extensions: { code: 'INVALID_QUERY' },
    },
  ]);
});
