import { entryId, id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const duplicate = id('incident', 1);
const canonical = id('incident', 2);
const man = id('person', 1);

/** One incident that everything is recorded on, merged into another that has facts of its own. */
function merged(): Story {
  const story = new Story();
  const sources = [id('source')];
  story.incident(1, { externalIds: [{ scheme: 'a-tracker', value: '17' }] }, { sources });
  story.incident(2, { title: 'The same', kinds: [{ code: 'RAID' }] }, { sources: [id('source', 2)] });
  story.tell(duplicate, 'ForceReported', { type: { code: 'FIREARM' }, manner: 'DISCHARGED_HIT' }, { sources });
  story.tell(duplicate, 'PersonInvolved', { person: man, role: 'SUBJECT', minor: 'NO' }, { sources });
  story.tell(canonical, 'ForceReported', { type: { code: 'BATON' }, manner: 'APPLIED' }, { sources });
  story.investigation(1, [1], {}, { sources });
  story.tell(id('case'), 'CaseOpened', { kind: 'CRIMINAL', against: 'SUBJECT', incidents: [duplicate] }, { sources });
  story.statement(1, [1], {}, { sources });
  story.tell(man, 'PersonRegistered', { kind: 'PRIVATE' });
  for (const n of [1, 2]) story.tell(id('source', n), 'SourceRecorded', { kind: 'WEB' });
  story.tell(duplicate, 'IncidentMerged', { into: canonical });
  story.tell(duplicate, 'IncidentUnmerged', { from: canonical });
  return story;
}
const [OPENED, BEFORE, MERGED, UNMERGED] = [5, 10, 11, 12];

const SHOWN = `
  kinds { code }
  force { type { code } record entry }
  people { personId record }
  externalIds { value record }
  investigations { id }
  cases { id }
  statements { id }
  sources { id }
  investigationStatus { status basis }
  timeline { nodes { type record } }
`;
const query = `query ($index: SafeInt!, $id: ID!, $filter: IncidentFilter) {
  record(asOf: { index: $index }) { incident(id: $id) { ${SHOWN} } incidents(filter: $filter) { nodes { id } } }
}`;

describe('an incident that another was merged into', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    server = await readingServer(await new StoryModel(merged()).catchUp());
  });
  afterAll(() => server.stop());

  const read = (index: number, of = canonical) =>
    server.ask<{ record: { incident: Record<string, unknown> } }>(query, { index, id: of });
  const found = async (index: number, filter: object) => {
    const answer = await server.ask<{ record: { incidents: { nodes: { id: string }[] } } }>(query, {
      index,
      id: canonical,
      filter,
    });
    return answer.record.incidents.nodes.map((node) => node.id);
  };

  it('shows the facts of both, each with the record that it is from', async () => {
    const { record } = await read(MERGED);
    expect(record.incident).toMatchObject({
      kinds: [{ code: 'RAID' }, { code: 'SHOOTING' }],
      force: [
        { type: { code: 'BATON' }, record: canonical, entry: entryId(4) },
        { type: { code: 'FIREARM' }, record: duplicate, entry: entryId(2) },
      ],
      people: [{ personId: man, record: duplicate }],
      externalIds: [{ value: '17', record: duplicate }],
      sources: [{ id: id('source', 2) }, { id: id('source') }],
    });
  });

  it('shows what was done about either, with the entries that its status rests on', async () => {
    const { record } = await read(MERGED);
    expect(record.incident).toMatchObject({
      investigations: [{ id: id('investigation') }],
      cases: [{ id: id('case') }],
      statements: [{ id: id('statement') }],
      investigationStatus: { status: 'OPEN', basis: [entryId(OPENED)] },
    });
  });

  it('has the entries of both in its timeline', async () => {
    const { record } = await read(MERGED);
    const nodes = (record.incident['timeline'] as { nodes: { record: string }[] }).nodes;
    expect(nodes.filter((node) => node.record === duplicate)).toEqual([
      { type: 'IncidentReported', record: duplicate },
      { type: 'ForceReported', record: duplicate },
      { type: 'PersonInvolved', record: duplicate },
      { type: 'IncidentMerged', record: duplicate },
    ]);
  });

  it.each([
    ['before the merge', BEFORE],
    ['after it was undone', UNMERGED],
  ])('shows its own only, %s', async (_, index) => {
    expect((await read(index)).record.incident).toMatchObject({
      force: [{ type: { code: 'BATON' }, record: canonical }],
      people: [],
      investigations: [],
      investigationStatus: { status: 'NONE_KNOWN', basis: [] },
    });
  });

  it('leaves the duplicate what it had', async () => {
    expect((await read(MERGED, duplicate)).record.incident).toMatchObject({
      force: [{ type: { code: 'FIREARM' }, record: duplicate }],
      investigations: [{ id: id('investigation') }],
    });
  });

  it.each([
    ['force that the duplicate tells of', { force: { in: ['FIREARM'] } }],
    ['the part of a person in it', { personRole: { in: ['SUBJECT'] } }],
    ['who inquires into it', { investigatingAgency: { in: ['agency-us-doj-fbi'] } }],
    ['whether there is a case', { caseKind: { known: true } }],
    ['its id elsewhere', { externalId: { in: ['a-tracker:17'] } }],
    ['its words', { text: 'number' }],
  ])('is found by %s while it is merged', async (_, filter) => {
    expect(await found(BEFORE, filter)).toEqual([duplicate]);
    expect(await found(MERGED, filter)).toEqual([canonical]);
    expect(await found(UNMERGED, filter)).toEqual([duplicate]);
  });
});
