import './support/patience.js';
import { type Someone, someone } from './support/actors.js';
import { eventually } from './support/eventually.js';
import { idOf, incidentInput, newsroom, on } from './support/newsroom.js';
import { type RunningServer, startFreshServer } from './support/server.js';

let server: RunningServer;
let editor: Someone;
beforeAll(async () => {
  server = await startFreshServer();
  editor = await someone(server, 'EDITOR');
});
afterAll(() => server.stop());

const reason = { text: 'It was decided so.' };

interface Logged {
  readonly id: string;
  readonly recorded: { readonly texts: Record<string, { salt?: string; commitment: string }> };
  readonly current: Logged['recorded'];
}
const HISTORY = `query ($record: ID!) { history(record: $record) { nodes { id recorded current } } }`;

describe('what watches the server', () => {
  it('reads how many entries, and seconds, the read model is behind the log', async () => {
    await eventually(async () => {
      const { checks } = (await (await fetch(`${server.url}/health/ready`)).json()) as {
        checks: Record<string, { details: object }>;
      };
      expect(checks['read-model']!.details).toMatchObject({ state: 'LIVE', entriesBehind: 0, secondsBehind: 0 });
    });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const valueOf = (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(metrics)?.[1]);
    expect(valueOf('onrecord_log_entries')).toBe(valueOf('onrecord_read_model_index') + 1);
    expect(valueOf('onrecord_log_entries')).toBeGreaterThan(5);
    expect(valueOf('onrecord_read_model_lag_entries')).toBe(0);
    expect(valueOf('onrecord_read_model_lag_seconds')).toBe(0);
  });
});

describe('a text that was withheld', () => {
  it('is served with its commitment, and without the salt with which it could be guessed', async () => {
    const { source } = await newsroom(editor);
    const reported = await editor.record(
      'reportIncident',
      incidentInput(source, { title: 'No', narrative: 'It was so.' }),
    );
    const incident = idOf(reported);
    const corrected = await editor.record('correctEntry', {
      record: incident,
      entry: reported.entry,
      occurred: on('2026-01-15'),
      sources: [{ source }],
      replacement: { incidentReported: { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'Nor this' } },
      reason: { code: 'NEW_INFORMATION', text: 'The title was wrong.' },
    });
    const texts = async () => {
      const { history } = await server.client().ask<{ history: { nodes: Logged[] } }>(HISTORY, { record: incident });
      return history.nodes.map(({ recorded, current }) => [recorded.texts, current.texts]);
    };
    expect((await texts()).flat().every((each) => Object.values(each!).every(({ salt }) => salt !== undefined))).toBe(
      true,
    );
    const paths = [
      [reported.entry, '/data/title'],
      [corrected.entry, '/data/replacement/title'],
    ] as const;
    for (const [entry, path] of paths) await editor.record('withholdText', { entry, path, reason });
    await eventually(async () => {
      const [first, second] = await texts();
      for (const each of first!) {
        expect(each!['/data/title']).toEqual({ commitment: expect.any(String) });
        expect(each!['/data/narrative']).toEqual({ salt: expect.any(String), commitment: expect.any(String) });
      }
      for (const each of second!) expect(each!['/data/replacement/title']).toEqual({ commitment: expect.any(String) });
    });
  });
});
