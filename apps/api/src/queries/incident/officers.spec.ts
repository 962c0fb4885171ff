import { entryId, id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const sources = [id('source')];
const [shooter, witness, man] = [1, 2, 3].map((n) => id('person', n));
const agency = 'agency-us-dhs-ice';

/** A shooting of 14 January by one officer; another is looked into for what they swore about it. */
function told(): Story {
  const story = new Story();
  story.incident(1, {}, { sources });
  const involved = (person: string | undefined, role: string) =>
    story.tell(id('incident'), 'PersonInvolved', { person: person!, role, minor: 'NO' }, { sources });
  involved(shooter, 'OFFICER');
  involved(man, 'SUBJECT');
  story.incident(2, {}, { sources });
  story.investigation(1, [1], { of: [{ person: witness! }] }, { sources });
  const status = (person: string | undefined, kind: string, on: string) =>
    story.tell(person!, 'OfficerStatusChanged', { agency, status: kind }, { sources, on });
  status(shooter, 'REASSIGNED', '2025-06-01');
  status(shooter, 'TERMINATED', '2026-02-01');
  status(witness, 'ON_LEAVE', '2026-02-13');
  status(man, 'RESIGNED', '2026-02-14');
  story.tell(shooter!, 'PersonDescribed', { badge: {} }, { sources });
  story.tell(witness!, 'EntryWithdrawn', { entry: entryId(7), because: 'ERRONEOUS' });
  return story;
}
/** Places in the log, by which entries are named. */
const [BEFORE, TERMINATED, LEAVE, WITHDRAWN] = [4, 6, 7, 10];

describe('what becomes of officers', () => {
  let server: ReadingServer;
  let model: StoryModel;
  beforeAll(async () => {
    model = await new StoryModel(told()).catchUp();
    server = await readingServer(model);
  });
  afterAll(() => server.stop());

  it('stands in the timeline of the incident that they had a part in, or an inquiry into which is about them', async () => {
    const query = `{
      incident(id: "${id('incident')}") { timeline { nodes { id record withdrawnBy } } }
      other: incident(id: "${id('incident', 2)}") { timeline { nodes { id } } }
    }`;
    const { incident, other } = await server.ask<Record<string, { timeline: { nodes: { record: string }[] } }>>(query);
    expect(incident!.timeline.nodes.filter(({ record }) => record.startsWith('person-'))).toEqual([
      { id: entryId(TERMINATED), record: shooter, withdrawnBy: null },
      { id: entryId(LEAVE), record: witness, withdrawnBy: entryId(WITHDRAWN) },
    ]);
    expect(other!.timeline.nodes).toEqual([{ id: entryId(3) }]);
  });

  it('is among what changed, a withdrawal of it included', async () => {
    const query = `{ incident(id: "${id('incident')}") {
      changes(from: ${BEFORE}) { entries { change event { id } } }
    } }`;
    expect(await server.ask(query)).toEqual({
      incident: {
        changes: {
          entries: [
            { change: 'ADDED', event: { id: entryId(TERMINATED) } },
            { change: 'ADDED', event: { id: entryId(LEAVE) } },
            { change: 'WITHDRAWN', event: { id: entryId(WITHDRAWN) } },
          ],
        },
      },
    });
  });

  it('is told to whoever follows the incident', () =>
    expect(
      model
        .changes({ index: BEFORE as never, sub: 1_000 }, 100)
        .filter(({ incident }) => incident === id('incident'))
        .map(({ place }) => place.index),
    ).toEqual([BEFORE + 1, TERMINATED, LEAVE, WITHDRAWN]));

  it('is a movement of the incident, in lists as in itself', async () => {
    const query = (index: number) => `{ record(asOf: { index: ${index} }) {
      incident(id: "${id('incident')}") { lastMovementAt timeline { nodes { id recordedAt } } }
    } }`;
    for (const index of [TERMINATED, LEAVE]) {
      const { record } = await server.ask<{
        record: { incident: { lastMovementAt: string; timeline: { nodes: { id: string; recordedAt: string }[] } } };
      }>(query(index));
      const last = record.incident.timeline.nodes.find((node) => node.id === entryId(index));
      expect(record.incident.lastMovementAt).toBe(last!.recordedAt);
    }
  });
});
