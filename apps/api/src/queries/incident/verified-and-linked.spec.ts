import { entryId, id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const sources = [id('source')];
const [shooting, clash, protests, hearsay, duplicate] = [1, 2, 3, 4, 5].map((n) => id('incident', n));

/** A shooting whose shovel is only reported; it led to a clash, as did a record of it that was merged into it. */
function told(): Story {
  const story = new Story();
  for (const n of [1, 2, 3, 4, 5]) story.incident(n, {}, { sources });
  story.tell(shooting!, 'ForceReported', { type: { code: 'FIREARM' }, manner: 'DISCHARGED_HIT' }, { sources });
  story.tell(shooting!, 'ForceReported', { type: { code: 'OTHER' }, manner: 'APPLIED' }, { sources });
  story.tell(shooting!, 'IncidentVerified', { level: 'DOCUMENTED', covers: [entryId(5)] });
  story.tell(shooting!, 'IncidentVerified', { level: 'REPORTED', covers: [entryId(6)] });
  story.tell(shooting!, 'IncidentsLinked', { to: clash!, relation: 'LED_TO' }, { sources: [id('source', 2)] });
  story.tell(hearsay!, 'IncidentsLinked', { to: clash!, relation: 'LED_TO' });
  story.tell(duplicate!, 'IncidentsLinked', { to: clash!, relation: 'PRECEDED' });
  story.tell(duplicate!, 'IncidentsLinked', { to: protests!, relation: 'LED_TO' });
  for (const [n, edtf] of ['2026-01-15', '2026-01-20'].entries())
    story.tell(id('source', n + 1), 'SourceRecorded', { kind: 'WEB', published: { edtf, zone: 'America/Chicago' } });
  story.tell(duplicate!, 'IncidentMerged', { into: shooting! });
  story.tell(hearsay!, 'RecordRetracted', { because: 'FABRICATED' });
  return story;
}
const [LINKED, SETTLED] = [12, 16];

let server: ReadingServer;
beforeAll(async () => {
  server = await readingServer(await new StoryModel(told()).catchUp());
});
afterAll(() => server.stop());

describe('how well an incident is verified', () => {
  it('is told of each of its facts, by the last verification that covers it', async () => {
    const query = `query ($id: ID!) {
      incident(id: $id) {
        verification { level }
        factVerifications { fact type record verification { level entry } }
      }
    }`;
    expect(await server.ask(query, { id: shooting })).toEqual({
      incident: {
        verification: { level: 'REPORTED' },
        factVerifications: [
          { fact: entryId(0), type: 'IncidentReported', record: shooting, verification: null },
          {
            fact: entryId(5),
            type: 'ForceReported',
            record: shooting,
            verification: { level: 'DOCUMENTED', entry: entryId(7) },
          },
          {
            fact: entryId(6),
            type: 'ForceReported',
            record: shooting,
            verification: { level: 'REPORTED', entry: entryId(8) },
          },
          { fact: entryId(4), type: 'IncidentReported', record: duplicate, verification: null },
        ],
      },
    });
  });

  it.each(['DOCUMENTED', 'REPORTED'])('finds it by each level that one of its facts has: %s', async (level) => {
    const query = `query ($level: VerificationLevel!) {
      incidents(filter: { verification: { in: [$level] } }) { nodes { id } }
    }`;
    expect(await server.ask(query, { level })).toEqual({ incidents: { nodes: [{ id: shooting }] } });
  });
});

describe('links of other incidents to one', () => {
  const LINKS = 'linkedFrom { from { id } relation entry record }';
  const read = async (of: string | undefined, index: number) => {
    const query = `query ($id: ID!, $index: SafeInt!) {
      record(asOf: { index: $index }) { incident(id: $id) { ${LINKS} } }
    }`;
    const answer = await server.ask<{ record: { incident: { linkedFrom: unknown } } }>(query, { id: of, index });
    return answer.record.incident.linkedFrom;
  };
  const fromShooting = { from: { id: shooting }, relation: 'LED_TO', entry: entryId(9), record: shooting };

  it('are shown where they lead, each with the entry and the record that it is from', async () =>
    expect(await read(clash, LINKED)).toEqual([
      fromShooting,
      { from: { id: hearsay }, relation: 'LED_TO', entry: entryId(10), record: hearsay },
      { from: { id: duplicate }, relation: 'PRECEDED', entry: entryId(11), record: duplicate },
    ]));

  it("are the canonical one's after a merge, and none of a retracted record", async () => {
    expect(await read(clash, SETTLED)).toEqual([
      fromShooting,
      { from: { id: shooting }, relation: 'PRECEDED', entry: entryId(11), record: duplicate },
    ]);
    expect(await read(protests, SETTLED)).toMatchObject([{ from: { id: shooting }, record: duplicate }]);
    expect(await read(shooting, SETTLED)).toEqual([]);
  });

  it.each([
    ['2026-01-16', []],
    ['2026-01-20', [entryId(9)]],
  ])('are shown of what was public by %s as far as their own sources were', async (day, entries) => {
    const query = `query ($id: ID!, $day: String!) {
      record(asOf: { publicBy: $day }, zone: "America/Chicago") { incident(id: $id) { linkedFrom { entry } } }
    }`;
    expect(await server.ask(query, { id: clash, day })).toEqual({
      record: { incident: { linkedFrom: entries.map((entry) => ({ entry })) } },
    });
  });
});
