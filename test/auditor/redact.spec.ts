import '../support/patience.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from '#event-store/contract';
import { SqliteEventStore } from '#event-store/sqlite';
import { Recorder } from '../../apps/demo/src/loading/recorder.js';
import { someone } from '../support/actors.js';
import { idOf, incidentInput, newsroom } from '../support/newsroom.js';
import { sealed } from '../support/sealed.js';
import { type RunningServer, startServer, temporaryFolder } from '../support/server.js';
import { auditor } from './auditor.js';

const EMBEDDED = { EVENT_STORE: 'sqlite:' };
const TITLE = 'Where the witness lives, word for word';
const ALL = `{
  incidents(first: 100) { nodes { id title { text state } narrative { text state } } }
  history(first: 100) { nodes { index id recorded current } }
}`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RunningServer;
let token: string;
let withheld: { readonly entry: string; readonly incident: string; readonly traces: readonly string[] };

const redact = (...args: readonly string[]) => auditor(['redact', '--data', folder.path, ...args]);

/** Files of the data folder that hold one of the traces. */
function holding(traces: readonly string[]): string[] {
  return readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file, 'latin1');
      return traces.some((trace) => bytes.includes(trace));
    });
}

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startServer(folder.path, EMBEDDED);
  const editor = await someone(server, 'EDITOR');
  ({ token } = editor);
  const { source } = await newsroom(editor);
  const reported = await editor.record(
    'reportIncident',
    incidentInput(source, { title: TITLE, narrative: 'It stays.' }),
  );
  await editor.record('withholdText', { entry: reported.entry, path: '/data/title', reason: { text: 'An address.' } });
  const log = await SqliteEventStore.open({ file: join(folder.path, 'log.db'), readOnly: true });
  const event = (await collect(log.readAll())).find(({ id }) => id === reported.entry)!;
  await log.close();
  withheld = {
    entry: reported.entry,
    incident: idOf(reported),
    traces: [TITLE, event.texts!['/data/title']!.salt, event.digest!.mac],
  };
  await sealed(server);
});
afterAll(async () => {
  await server.stop();
  await folder.remove();
});

describe('auditor redact', () => {
  it('removes nothing while a server has the folder, but tells what it would', async () => {
    expect(await redact()).toMatchObject({ code: 2, stderr: expect.stringContaining('stop it') as string });
    const { code, stdout } = await redact('--dry-run');
    expect([code, stdout]).toEqual([1, expect.stringContaining(`entry ${withheld.entry}`)]);
    for (const trace of withheld.traces) expect(stdout).not.toContain(trace);
    expect(holding(withheld.traces)).not.toEqual([]);
  });

  it('leaves no byte of the text, its salt and its digest in any file; everything else is answered as before', async () => {
    const before = await server.client(token).ask(ALL);
    await server.stop();
    const { code, stdout } = await redact('--json');
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({
        holds: true,
        withheld: 1,
        removals: [expect.objectContaining({ entry: withheld.entry, paths: ['/data/title'] })],
      }),
    ]);
    expect(holding(withheld.traces)).toEqual([]);

    server = await startServer(folder.path, EMBEDDED);
    expect(server.adminToken).toBeUndefined();
    const editor = new Recorder(server.client(token));
    expect(await editor.client.ask(ALL)).toEqual(before);
    const { history } = await editor.client.ask<{
      history: { nodes: readonly { id: string; recorded: { texts: Record<string, object> } }[] };
    }>(ALL);
    const shown = history.nodes.find(({ id }) => id === withheld.entry)!.recorded.texts['/data/title'];
    expect(shown).toEqual({ commitment: expect.stringMatching(/^[\w-]{43}$/) as string });
    await sealed(server);
    expect(holding(withheld.traces)).toEqual([]);
  });

  it('leaves a history and a read model that hold', async () => {
    for (const command of ['verify', 'replay']) {
      const { code, stdout } = await auditor([command, '--data', folder.path, '--json']);
      expect([command, code, JSON.parse(stdout)]).toEqual([command, 0, expect.objectContaining({ holds: true })]);
    }
    expect(await redact('--dry-run')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('holds none') as string,
    });
  });

  it.each([
    [['--log', 'kurrentdb://user:secret@127.0.0.1:2113'], /copy-log --redact/],
    [['--data', '/nowhere'], /there is no log/],
  ])('tells what it cannot do: %s', async (args, message) => {
    const { code, stderr } = await auditor(['redact', ...args]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(message)]);
    expect(stderr).not.toContain('secret');
  });
});
