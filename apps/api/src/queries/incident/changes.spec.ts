import { entryId } from '../../../../../libs/read-model/src/testing/story.js';
import { INCIDENT, oneIncident } from '../testing/one-incident.story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

describe('the changes of an incident', () => {
  let server: ReadingServer;
  let withheldAt: number;
  beforeAll(async () => {
    const story = oneIncident();
    withheldAt = story.log.events.length;
    story.tell('log', 'TextWithheld', { entry: entryId(0), path: '/data/narrative' });
    story.tell('log', 'TextWithheld', { entry: entryId(7), path: '/data/title' });
    server = await readingServer(await new StoryModel(story).catchUp());
  });
  afterAll(() => server.stop());

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
    expect(await server.ask(query, { id: INCIDENT })).toEqual({
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

  it('tells which texts of it, and of what was done about it, were withheld, and of no other incident', async () => {
    const query = `query ($id: ID!, $from: SafeInt!) {
      incident(id: $id) { changes(from: $from) { entries { change event { index } entry { id record } } } }
    }`;
    const told = await server.ask<{ incident: { changes: { entries: { change: string }[] } } }>(query, {
      id: INCIDENT,
      from: withheldAt - 2,
    });
    expect(told.incident.changes.entries.filter(({ change }) => change === 'WITHHELD')).toEqual([
      { change: 'WITHHELD', event: { index: withheldAt }, entry: { id: entryId(0), record: INCIDENT } },
    ]);
    const later = await server.ask<object>(query, { id: INCIDENT, from: withheldAt });
    expect(later).toEqual({ incident: { changes: { entries: [] } } });
  });

  it.each([
    ['changes(from: 4, to: 2)', 'INVALID_QUERY'],
    ['changes(from: 99)', 'INDEX_OUT_OF_RANGE'],
  ])('has no changes backwards: %s', async (changes, code) => {
    const query = `query ($id: ID!) { incident(id: $id) { ${changes} { entries { change } } } }`;
    expect(await server.refusalOf(query, { id: INCIDENT })).toBe(code);
  });

  it('has no changes from after the moment that is asked for', async () => {
    const query = `query ($id: ID!) { record(asOf: { index: 2 }) { incident(id: $id) { changes(from: 4) { to } } } }`;
    expect(await server.refusalOf(query, { id: INCIDENT })).toBe('INVALID_QUERY');
  });
});
