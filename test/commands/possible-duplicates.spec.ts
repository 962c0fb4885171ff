import '../support/patience.js';
import { type Someone, someone } from '../support/actors.js';
import { idOf, incidentInput, type Newsroom, newsroom } from '../support/newsroom.js';
import { type RunningServer, startFreshServer } from '../support/server.js';

let server: RunningServer;
let editor: Someone;
let room: Newsroom;
beforeAll(async () => {
  server = await startFreshServer();
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
});
afterAll(() => server.stop());

const warned = (mutation: string, type: string) =>
  `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    ... on Recording { entry warnings { code message } }
    ... on Refusal { code message }
  } }`;
const externalIds = [{ scheme: 'fatal-encounters', value: '31415' }];
const sha256 = 'a'.repeat(64);

describe('a repeat', () => {
  it('of an incident is recorded, with a warning, and each lists the other', async () => {
    const first = idOf(await editor.record('reportIncident', incidentInput(room.source, { externalIds })));
    const { reportIncident } = await editor.client.ask<{ reportIncident: object }>(
      warned('reportIncident', 'ReportIncidentInput'),
      { input: incidentInput(room.source, { externalIds }) },
    );
    expect(reportIncident).toMatchObject({
      warnings: [{ code: 'POSSIBLE_DUPLICATE', message: expect.stringContaining(first) }],
    });
    const { incidents } = await editor.client.ask<{ incidents: { nodes: { id: string }[] } }>(
      '{ incidents(filter: { externalId: { in: ["fatal-encounters:31415"] } }, orderBy: { by: RECORDED, direction: ASC }) { nodes { id possibleDuplicates { id } } } }',
    );
    const [a, b] = incidents.nodes;
    expect(incidents.nodes).toEqual([
      { id: first, possibleDuplicates: [{ id: b!.id }] },
      { id: b!.id, possibleDuplicates: [{ id: a!.id }] },
    ]);
    await editor.record('mergeIncident', { record: b!.id, into: first, reason: { text: 'The same event.' } });
    const answer = await editor.client.ask('query ($id: ID!) { incident(id: $id) { possibleDuplicates { id } } }', {
      id: first,
    });
    expect(answer).toEqual({ incident: { possibleDuplicates: [] } });
  });

  it('of a source is recorded, with a warning, and found by its digest', async () => {
    const url = 'https://news.example/report';
    const first = idOf(await editor.record('recordSource', { kind: 'WEB', url, sha256 }));
    for (const input of [
      { kind: 'WEB', url },
      { kind: 'DOCUMENT', sha256 },
    ])
      expect(await editor.client.ask(warned('recordSource', 'RecordSourceInput'), { input })).toMatchObject({
        recordSource: { warnings: [{ code: 'POSSIBLE_DUPLICATE', message: expect.stringContaining(first) }] },
      });
    const { sources } = await editor.client.ask<{ sources: { nodes: { id: string; possibleDuplicates: object[] }[] } }>(
      `{ sources(filter: { sha256: { in: ["${sha256}"] } }) { nodes { id possibleDuplicates { id } } } }`,
    );
    const recorded = sources.nodes.find(({ id }) => id === first);
    expect([sources.nodes.length, recorded?.possibleDuplicates.length]).toEqual([2, 2]);
  });

  it('is not warned of where there is none', async () => {
    const input = incidentInput(room.source, { externalIds: [{ scheme: 'fatal-encounters', value: '27182' }] });
    expect(await editor.client.ask(warned('reportIncident', 'ReportIncidentInput'), { input })).toMatchObject({
      reportIncident: { warnings: [] },
    });
  });
});
