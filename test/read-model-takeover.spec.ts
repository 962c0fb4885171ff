import './support/patience.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { someone } from './support/actors.js';
import { eventually } from './support/eventually.js';
import { newsroom } from './support/newsroom.js';
import { type RunningServer, startServer, temporaryFolder } from './support/server.js';

const COPY_COMMAND = fileURLToPath(new URL('../apps/api/src/read-model-copy.js', import.meta.url));
const TOOK_OVER = 'a read model was taken over';
const FILLED = 'no read model was taken over';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const started: RunningServer[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  await folder.remove();
});

const ALL = `{
  incidents(first: 50) { totalCount nodes { id title { text } investigationStatus { status } } }
  history(first: 100) { nodes { index id type recordedAt } }
}`;

async function start(dataDir: string, environment: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer(dataDir, { LOG_LEVEL: 'info', ...environment });
  started.push(server);
  return server;
}

/** A second node: the first one's log, and of its vault a copy. */
async function beside(first: string): Promise<{ dataDir: string; environment: Record<string, string> }> {
  const dataDir = join(folder.path, 'second');
  await mkdir(dataDir, { mode: 0o700 });
  const vault = new DatabaseSync(join(first, 'vault.db'), { readOnly: true });
  vault.prepare('VACUUM INTO ?').run(join(dataDir, 'vault.db'));
  vault.close();
  await copyFile(join(first, 'vault.key'), join(dataDir, 'vault.key'));
  return { dataDir, environment: { EVENT_STORE: `sqlite:${join(first, 'log.db')}` } };
}

async function copyTo(dataDir: string, out: string): Promise<{ code: number; errors: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', COPY_COMMAND, '--out', out], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (errors += text));
  const [code] = (await once(child, 'exit')) as [number];
  return { code, errors };
}

async function toldStory(dataDir: string): Promise<{ server: RunningServer; before: unknown }> {
  const server = await start(dataDir);
  const editor = await someone(server, 'EDITOR');
  await newsroom(editor);
  return { server, before: await editor.client.ask(ALL) };
}

describe('a node without a read model', () => {
  it('takes one over from a copy that was made while the server ran, and follows the log from there', async () => {
    const dataDir = join(folder.path, 'first');
    const { server } = await toldStory(dataDir);
    const copy = join(folder.path, 'copy.db');
    expect(await copyTo(dataDir, copy)).toMatchObject({ code: 0 });
    expect(await copyTo(dataDir, copy)).toMatchObject({ code: 1, errors: expect.stringContaining('is there already') });
    // Recorded after the copy: comes from the log.
    await (
      await someone(server, 'EDITOR')
    ).record('recordSource', { kind: 'WEB', publisher: 'Another', title: 'Later' });
    const after = await server.client().ask(ALL);
    await server.stop();
    await rm(join(dataDir, 'read-model'), { recursive: true });

    const again = await start(dataDir, { ONRECORD_READ_MODEL_FROM: copy });
    // It serves what it took over at once, and the rest as soon as it is read.
    await eventually(async () => expect(await again.client().ask(ALL)).toEqual(after));
    expect(again.log()).toContain(TOOK_OVER);
    // What it has was compared with the log, and the log with the checkpoint that was signed.
    expect(Number(/"sealed":(\d+)/.exec(again.log())?.[1])).toBeGreaterThan(5);
    await again.stop();
    // One that it has is not replaced.
    const third = await start(dataDir, { ONRECORD_READ_MODEL_FROM: copy });
    expect(third.log()).not.toContain(TOOK_OVER);
  });

  it('takes one over from another node that serves, whose copies leave nothing behind', async () => {
    const dataDir = join(folder.path, 'first');
    const { server, before } = await toldStory(dataDir);
    const second = await beside(dataDir);
    const node = await start(second.dataDir, {
      ...second.environment,
      ONRECORD_READ_MODEL_FROM: server.url,
      ONRECORD_PEER_TOKEN: server.adminToken!,
    });
    expect(node.log()).toContain(TOOK_OVER);
    expect(await node.client().ask(ALL)).toEqual(before);
    await node.stop();
    await server.stop();
    expect((await readdir(join(dataDir, 'read-model'))).filter((name) => name.startsWith('copy-'))).toEqual([]);
    expect(node.log() + node.output()).not.toContain(server.adminToken);
  });

  it('fills one from the log where the other may not give it, or the file is none, or of another order', async () => {
    const dataDir = join(folder.path, 'first');
    const { server, before } = await toldStory(dataDir);
    const second = await beside(dataDir);
    const refused = await start(second.dataDir, { ...second.environment, ONRECORD_READ_MODEL_FROM: server.url });
    expect(refused.log()).toContain(FILLED);
    expect(refused.log()).toContain('answers 401');
    expect(await refused.client().ask(ALL)).toEqual(before);
    await refused.stop();
    await rm(join(second.dataDir, 'read-model'), { recursive: true });

    // Of another order than the log: a citation of an index would lead to something else.
    const swapped = join(folder.path, 'swapped.db');
    expect(await copyTo(dataDir, swapped)).toMatchObject({ code: 0 });
    const db = new DatabaseSync(swapped);
    db.exec('UPDATE entry SET idx = -1 WHERE idx = 3; UPDATE entry SET idx = 3 WHERE idx = 4');
    db.exec('UPDATE entry SET idx = 4 WHERE idx = -1');
    db.close();
    const untrue = await start(second.dataDir, { ...second.environment, ONRECORD_READ_MODEL_FROM: swapped });
    expect(untrue.log()).toContain(FILLED);
    expect(untrue.log()).toContain('at index 3 the table has event');
    expect(await untrue.client().ask(ALL)).toEqual(before);
    await untrue.stop();
    await rm(join(second.dataDir, 'read-model'), { recursive: true });

    const wrong = await start(second.dataDir, {
      ...second.environment,
      ONRECORD_READ_MODEL_FROM: join(dataDir, 'vault.key'),
    });
    expect(wrong.log()).toContain(FILLED);
    expect(await wrong.client().ask(ALL)).toEqual(before);
  });
});
