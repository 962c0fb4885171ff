import { id } from '../../../../../libs/read-model/src/testing/story.js';
import { INCIDENT, oneIncident } from '../testing/one-incident.story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

describe('a record that is looked up among others', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    server = await readingServer(await new StoryModel(oneIncident()).catchUp());
  });
  afterAll(() => server.stop());

  it('is not found by fewer than none', async () => {
    expect(await server.refusalOf('{ search(text: "incident", first: -1) { id } }')).toBe('INVALID_QUERY');
  });

  it.each(['search(text: "")', 'search(text: "?!")', 'peopleNamed(name: " ")'])(
    'is not looked for without a word to look for: %s',
    async (field) => expect(await server.refusalOf(`{ ${field} { id } }`)).toBe('INVALID_QUERY'),
  );

  it('and its duplicate lead to each other', async () => {
    const query =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Incident { mergedInto { id } duplicates { id } } } }';
    expect(await server.ask(query, { ids: [INCIDENT, id('incident', 2)] })).toEqual({
      nodes: [
        { id: INCIDENT, mergedInto: null, duplicates: [{ id: id('incident', 2) }] },
        { id: id('incident', 2), mergedInto: { id: INCIDENT }, duplicates: [] },
      ],
    });
  });

  it('has its place among others, of which some are of no record', async () => {
    const ids = [id('incident', 99), INCIDENT, 'nonsense', id('incident', 2), INCIDENT];
    expect(await server.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({
      nodes: [null, { id: INCIDENT }, null, { id: id('incident', 2) }, { id: INCIDENT }],
    });
  });
});
