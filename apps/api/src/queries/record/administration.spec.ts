import { entryId, id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const ZONE = 'America/Chicago';
const due = (edtf: string) => ({ edtf, zone: ZONE });

/** An incident with an inquiry that missed its deadline twice, and a statement that turned out to be none. */
function administered(): Story {
  const story = new Story();
  const inquiry = id('investigation');
  story.incident(1, {}, { on: '2026-01-14' });
  story.investigation(1, [1], {}, { on: '2026-01-15' });
  const deadline = { deadlineId: 'report', what: 'A report', basis: 'STATUTE' };
  story.tell(inquiry, 'DeadlineSet', { ...deadline, due: due('2026-02-01') }, { on: '2026-01-16' });
  story.tell(inquiry, 'DeadlinePassed', { deadlineId: 'report', due: due('2026-02-01') }, { on: '2026-02-02' });
  story.tell(inquiry, 'DeadlineMoved', { deadlineId: 'report', due: due('2026-03-01') }, { on: '2026-02-03' });
  story.tell(inquiry, 'DeadlinePassed', { deadlineId: 'report', due: due('2026-03-01') }, { on: '2026-03-02' });
  story.tell(inquiry, 'StatusConfirmed', { checked: [{ what: 'The docket' }] }, { on: '2026-03-03' });
  story.statement(1, [1], {}, { on: '2026-01-17' });
  story.tell(id('statement'), 'RecordRetracted', { because: 'FABRICATED' }, { on: '2026-03-04' });
  return story;
}

describe('what was decided about a record', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    server = await readingServer(await new StoryModel(administered()).catchUp());
  });
  afterAll(() => server.stop());

  it('stands among its entries, with what was checked, and why', async () => {
    const query =
      'query ($id: ID!) { investigation(id: $id) { entries { nodes { type data reason { text { text } } } } } }';
    const { investigation } = await server.ask<{ investigation: { entries: { nodes: { type: string }[] } } }>(query, {
      id: id('investigation'),
    });
    const { nodes } = investigation.entries;
    expect(nodes.map(({ type }) => type)).toEqual([
      'InvestigationOpened',
      'DeadlineSet',
      'DeadlinePassed',
      'DeadlineMoved',
      'DeadlinePassed',
      'StatusConfirmed',
    ]);
    expect(nodes.at(-1)).toMatchObject({
      data: { checked: [{ what: 'The docket' }] },
      reason: { text: { text: 'A reason.' } },
    });
  });

  it('stands in the timeline, where what does not count is marked', async () => {
    const query = 'query ($id: ID!) { incident(id: $id) { timeline { nodes { type index retractedBy } } } }';
    expect(await server.ask(query, { id: id('incident') })).toEqual({
      incident: {
        timeline: {
          nodes: [
            { type: 'IncidentReported', index: 0, retractedBy: null },
            { type: 'InvestigationOpened', index: 1, retractedBy: null },
            { type: 'DeadlineSet', index: 2, retractedBy: null },
            { type: 'StatementIssued', index: 7, retractedBy: entryId(8) },
            { type: 'DeadlinePassed', index: 3, retractedBy: null },
            { type: 'DeadlineMoved', index: 4, retractedBy: null },
            { type: 'DeadlinePassed', index: 5, retractedBy: null },
            { type: 'StatusConfirmed', index: 6, retractedBy: null },
            { type: 'RecordRetracted', index: 8, retractedBy: null },
          ],
        },
      },
    });
  });

  it('explains a tombstone', async () => {
    const query = 'query ($id: ID!) { statement(id: $id) { tombstone { because explanation { text } entry } } }';
    expect(await server.ask(query, { id: id('statement') })).toEqual({
      statement: { tombstone: { because: 'FABRICATED', explanation: { text: 'A reason.' }, entry: entryId(8) } },
    });
  });

  it('tells of a deadline how often it passed unmet', async () => {
    const query = 'query ($id: ID!) { investigation(id: $id) { deadlines { deadlineId passed met moved } } }';
    expect(await server.ask(query, { id: id('investigation') })).toEqual({
      investigation: {
        deadlines: [{ deadlineId: 'report', passed: [entryId(3), entryId(5)], met: null, moved: [entryId(4)] }],
      },
    });
  });
});
