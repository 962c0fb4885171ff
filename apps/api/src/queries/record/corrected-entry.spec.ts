import type { JsonObject } from '#domain';
import { entryId, id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const INCIDENT = id('incident');
const [REPORT, FOOTAGE, LEAKED] = [id('source', 1), id('source', 2), id('source', 3)];
const [INJURY, CORRECTION, SECOND, WITHDRAWAL, REGISTRATION] = [4, 5, 6, 7, 8].map(entryId);

/** An injury that was minor by one source and fatal by another; a second correction of it was withdrawn. */
function corrected(): Story {
  const story = new Story();
  for (const source of [REPORT, FOOTAGE, LEAKED]) story.tell(source, 'SourceRecorded', { kind: 'WEB' });
  story.incident(1, {}, { sources: [REPORT] });
  const injury = (severity: string) => ({ injured: { described: 'A bystander' }, severity });
  const correct = (severity: string, source: string) =>
    story.tell(
      INCIDENT,
      'EntryCorrected',
      { entry: INJURY, type: 'InjuryReported', schema: 1, replacement: injury(severity), kept: [] } as JsonObject,
      { sources: [source] },
    );
  story.tell(INCIDENT, 'InjuryReported', injury('MINOR'), { sources: [REPORT] });
  correct('FATAL', FOOTAGE);
  correct('NONE', LEAKED);
  story.tell(INCIDENT, 'EntryWithdrawn', { entry: SECOND! });
  story.tell(id('actor'), 'ActorRegistered', { kind: 'HUMAN' });
  return story;
}

describe('an entry that was corrected', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    server = await readingServer(await new StoryModel(corrected()).catchUp());
  });
  afterAll(() => server.stop());

  const made = [
    { entry: CORRECTION, recordedAt: '2026-01-15T17:00:00.000Z', sources: [{ id: FOOTAGE }], withdrawn: false },
    { entry: SECOND, recordedAt: '2026-01-15T18:00:00.000Z', sources: [{ id: LEAKED }], withdrawn: true },
  ];
  const CORRECTIONS = 'correctionsMade { entry recordedAt sources { id } withdrawn }';

  it.each(['timeline', 'entries'])('shows on what each of its corrections rests: %s', async (list) => {
    const query = `query ($id: ID!) { incident(id: $id) { ${list} { nodes { id sources { id } ${CORRECTIONS} } } } }`;
    const { incident } = await server.ask<{ incident: Record<string, { nodes: { id: string }[] }> }>(query, {
      id: INCIDENT,
    });
    expect(incident[list]!.nodes.find((entry) => entry.id === INJURY)).toEqual({
      id: INJURY,
      sources: [{ id: REPORT }],
      correctionsMade: made,
    });
  });

  it('has the sources of the corrections that count among those of the incident', async () => {
    const query = 'query ($id: ID!) { incident(id: $id) { injuries { severity entry } sources { id } } }';
    expect(await server.ask(query, { id: INCIDENT })).toEqual({
      incident: { injuries: [{ severity: 'FATAL', entry: INJURY }], sources: [{ id: REPORT }, { id: FOOTAGE }] },
    });
  });

  describe('asked for by an id', () => {
    const entry = async (asked: string, fields = 'type', index = 8) =>
      (
        await server.ask<{ record: { entry: unknown } }>(
          `query ($id: ID!, $index: SafeInt!) { record(asOf: { index: $index }) { entry(id: $id) { ${fields} } } }`,
          { id: asked, index },
        )
      ).record.entry;

    it('stands as it was corrected, with its corrections', async () => {
      const query = `query ($id: ID!) { entry(id: $id) { record data correctedBy ${CORRECTIONS} } }`;
      expect(await server.ask(query, { id: INJURY })).toMatchObject({
        entry: { record: INCIDENT, data: { severity: 'FATAL' }, correctedBy: CORRECTION, correctionsMade: made },
      });
    });

    it('is that of a correction, as itself', async () => {
      expect(await entry(CORRECTION!, 'type data sources { id }')).toMatchObject({
        type: 'EntryCorrected',
        data: { entry: INJURY },
        sources: [{ id: FOOTAGE }],
      });
    });

    it('is that of a decision about an entry, with why', async () => {
      expect(await entry(WITHDRAWAL!, 'type reason { text { text } }')).toEqual({
        type: 'EntryWithdrawn',
        reason: { text: { text: 'A reason.' } },
      });
    });

    it('is as it stood at the moment', async () => {
      expect(await entry(INJURY!, 'data', 4)).toMatchObject({ data: { severity: 'MINOR' } });
      expect(await entry(INJURY!, 'data', 3)).toBeNull();
    });

    it.each([INCIDENT, entryId(99), 'nonsense', INJURY!.slice(0, -2), ''])('is null where there is none: %j', (asked) =>
      expect(entry(asked)).resolves.toBeNull(),
    );

    it('is null where it is of somebody who works with the tracker', () =>
      expect(entry(REGISTRATION!)).resolves.toBeNull());
  });
});
