import './support/patience.js';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphQLClient } from '../apps/demo/src/loading/graphql.client.js';
import { Recorder } from '../apps/demo/src/loading/recorder.js';
import { administratorOf, someone, WHY } from './support/actors.js';
import { eventStoreOf } from './support/event-store.js';
import { idOf, incidentInput, newsroom } from './support/newsroom.js';
import { startServer, temporaryFolder } from './support/server.js';

const TOKEN_COMMAND = fileURLToPath(new URL('../apps/api/src/token.js', import.meta.url));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const ALL = `{
  incidents(first: 50) { totalCount nodes { id revision title { text } investigationStatus { status } statements { id } } }
  history(first: 100) { nodes { index id type recordedAt } }
}`;

describe('a server that is stopped and started again', () => {
  it('gives the same answers, whether it was stopped in order or killed', async () => {
    const first = await startServer(folder.path);
    const editor = await someone(first, 'EDITOR');
    const room = await newsroom(editor);
    const command = incidentInput(room.source, { commandId: randomUUID(), title: 'Reported before the restart' });
    const reported = await editor.record('reportIncident', command);
    const before = await editor.client.ask(ALL);
    expect(await first.stop('SIGTERM')).toBe(0);

    const second = await startServer(folder.path);
    expect(await second.client(editor.token).ask(ALL)).toEqual(before);
    await second.stop('SIGKILL');

    const third = await startServer(folder.path);
    expect(await third.client(editor.token).ask(ALL)).toEqual(before);
    const again = await new Recorder(third.client(editor.token)).record('reportIncident', command);
    expect([idOf(again), again.entry, again.repeated]).toEqual([idOf(reported), reported.entry, true]);
    await third.stop();
  });

  it('prints the token of the first administrator at the first start, and never again', async () => {
    const first = await startServer(folder.path);
    const token = first.adminToken;
    const { record } = await administratorOf(first).record('registerActor', { kind: 'HUMAN', reason: WHY });
    await first.stop();
    expect(record).not.toBeNull();

    const second = await startServer(folder.path);
    expect(second.adminToken).toBeUndefined();
    expect(second.output() + second.log() + first.log()).not.toContain(token);
    await new Recorder(second.client(token)).record('registerActor', { kind: 'HUMAN', reason: WHY });
    await second.stop();
  });

  it('has its folder for itself: a second one is refused, and the first goes on', async () => {
    const first = await startServer(folder.path);
    const refused = startServer(folder.path);
    await expect(refused).rejects.toThrow(`Another server has ${folder.path} open: stop it, or set DATA_DIR`);
    const { record } = await administratorOf(first).record('registerActor', { kind: 'HUMAN', reason: WHY });
    expect(record).not.toBeNull();
    await first.stop();
  });

  it('lets whoever lost the token make another, by a command on its own machine', async () => {
    const first = await startServer(folder.path);
    const { code, text } = await run(TOKEN_COMMAND, {
      DATA_DIR: folder.path,
      ...(await eventStoreOf(folder.path)),
    });
    const token = /onr_[0-9a-f]{32}_[\w-]{43}/.exec(text)?.[0];
    expect({ code, token: token !== undefined }).toEqual({ code: 0, token: true });
    expect(token).not.toBe(first.adminToken);
    await new Recorder(new GraphQLClient(first.url, token)).record('registerActor', { kind: 'HUMAN', reason: WHY });
    await first.stop();
  });
});

describe('the command that issues tokens', () => {
  it('begins no record of its own where there is none, as in a folder that is mistyped', async () => {
    const elsewhere = join(folder.path, 'mistyped');
    const { code, text, complaint } = await run(TOKEN_COMMAND, { DATA_DIR: elsewhere });
    expect({ code, text }).toEqual({ code: 1, text: '' });
    expect(complaint).toContain(`There is no record yet: ${join(elsewhere, 'log.db')} holds no entry.`);
    expect(existsSync(elsewhere)).toBe(false);
  });
});

async function run(
  file: string,
  environment: Record<string, string>,
): Promise<{ code: number; text: string; complaint: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [text, complaint] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (part: string) => void (complaint += part));
  child.stdout.setEncoding('utf8').on('data', (part: string) => void (text += part));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text, complaint };
}
