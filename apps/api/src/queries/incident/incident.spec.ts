import { id } from '../../../../../libs/read-model/src/testing/story.js';
import { INCIDENT, oneIncident } from '../testing/one-incident.story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

describe('one incident', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    server = await readingServer(await new StoryModel(oneIncident()).catchUp());
  });
  afterAll(() => server.stop());

  it('shows in world order what happened, in whatever record it stands', async () => {
    const query = `query ($id: ID!) {
      incident(id: $id) { timeline { totalCount nodes { index type record sources { source { publisher } } } } }
    }`;
    const sources = [{ source: { publisher: 'A newspaper' } }];
    expect(await server.ask(query, { id: INCIDENT })).toEqual({
      incident: {
        timeline: {
          totalCount: 6,
          nodes: [
            { index: 0, type: 'IncidentReported', record: INCIDENT, sources },
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

  it('gives codes with their label, and the word of the source', async () => {
    const query = 'query ($id: ID!) { incident(id: $id) { kinds { code label raw { scheme value } } } }';
    expect(await server.ask(query, { id: INCIDENT })).toEqual({
      incident: { kinds: [{ code: 'SHOOTING', label: 'Shooting', raw: { scheme: 'a-tracker', value: 'Gunshot' } }] },
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
    expect(await server.ask(query, { id: INCIDENT, at })).toEqual({ incident: { stale, overdue: false } });
  });

  it.each(['stale', 'overdue'])('is not judged by what is no moment: %s', async (field) => {
    const query = `query ($id: ID!) { incident(id: $id) { ${field}(at: "soon") } }`;
    expect(await server.refusalOf(query, { id: INCIDENT })).toBe('INVALID_MOMENT');
  });
});
