import '../support/patience.js';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leafOf } from '#catalogue';
import { bytes, collect, newEvent, newEvents, newStream } from '#event-store/contract';
import { KurrentDbEventStore } from '#event-store/kurrentdb';
import { SqliteEventStore } from '#event-store/sqlite';
import { Recorder } from '../../apps/demo/src/loading/recorder.js';
import { type Double, startDouble } from '../kurrentdb-double/index.js';
import { type Someone, someone } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { idOf, incidentInput, type Newsroom, newsroom } from '../support/newsroom.js';
import { type RunningServer, startServer, temporaryFolder } from '../support/server.js';
import { overWebSocket } from '../support/subscriptions.js';
import { auditor, startAuditor } from './auditor.js';

const PASSWORD = 'hunter2';
type Folder = Awaited<ReturnType<typeof temporaryFolder>>;
const folders: Folder[] = [];
const doubles: Double[] = [];
async function folder(): Promise<string> {
  const made = await temporaryFolder();
  folders.push(made);
  return made.path;
}
async function double(): Promise<Double> {
  const started = await startDouble();
  doubles.push(started);
  return started;
}
afterEach(async () => {
  await Promise.all([...folders.splice(0).map((made) => made.remove()), ...doubles.splice(0).map((one) => one.stop())]);
});

/** Events of an embedded log. */
async function read(file: string) {
  const store = await SqliteEventStore.open({ file, readOnly: true });
  try {
    return await collect(store.readAll());
  } finally {
    await store.close();
  }
}

async function write(file: string, rounds: number): Promise<void> {
  const store = await SqliteEventStore.open({ file });
  if ((await store.head()) === undefined)
    await store.append('log', 'no-stream', [newEvent({ type: 'LogOpened', data: { logId: 'the-log' } })]);
  await Promise.all(Array.from({ length: rounds }, () => store.append(newStream(), 'no-stream', newEvents(50))));
  await store.close();
}

const addressWithPassword = ({ port }: Double) => `kurrentdb://admin:${PASSWORD}@127.0.0.1:${port}?tls=false`;

describe('auditor copy-log', () => {
  it('copies, verifies, and says so: 0', async () => {
    const [from, to] = [join(await folder(), 'log.db'), await double()];
    await write(from, 3);
    const ran = await auditor(['copy-log', '--from', `sqlite:${from}`], { COPY_TO: addressWithPassword(to) });
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toContain(`Log the-log: 151 events copied from ${from} to kurrentdb://127.0.0.1:${to.port}.`);
    expect(ran.stdout).toContain('Verified: 151 events, in order, the same to the byte.');
    expect(ran.stdout + ran.stderr).not.toContain(PASSWORD);

    const back = join(await folder(), 'log.db');
    const args = ['copy-log', '--from', addressWithPassword(to), '--to', `sqlite:${back}`, '--json'];
    const returned = await auditor(args);
    expect(returned).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(returned.stdout)).toMatchObject({
      from: `kurrentdb://127.0.0.1:${to.port}`,
      to: back,
      holds: true,
      logId: 'the-log',
      events: 151,
      copied: 151,
      differences: { MISSING: 0, CHANGED: 0, EXTRA: 0, REORDERED: 0 },
    });
    expect((await read(back)).map(bytes)).toEqual((await read(from)).map(bytes));
  });

  it('goes on after it was killed', async () => {
    const [from, to] = [join(await folder(), 'log.db'), join(await folder(), 'log.db')];
    await write(from, 200);
    const copying = startAuditor(['copy-log', '--from', `sqlite:${from}`, '--to', `sqlite:${to}`]);
    await eventually(async () => expect(existsSync(to) && (await read(to)).length).toBeGreaterThan(256));
    copying.kill();
    await copying.ended;
    const there = (await read(to)).length;
    const { code, stdout } = await auditor(['copy-log', '--from', `sqlite:${from}`, '--to', `sqlite:${to}`, '--json']);
    expect({ code, report: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 0,
      report: { holds: true, events: 10_001, alreadyThere: there, copied: 10_001 - there },
    });
  });

  it('refuses another log, naming the first event that differs: 1', async () => {
    const [from, to] = [join(await folder(), 'log.db'), join(await folder(), 'log.db')];
    await write(from, 1);
    await write(to, 1);
    const [first] = await read(to);
    const ran = await auditor(['copy-log', '--from', `sqlite:${from}`, '--to', `sqlite:${to}`]);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(`at index 0 it holds event ${first!.id} (revision 0 of log) where the source has`);
    expect(await read(to)).toHaveLength(51);
  });

  it.each([
    ['there is no log', 'sqlite:no-such-folder/log.db', /no-such-folder\/log\.db is not available/],
    [
      'nobody listens there',
      `kurrentdb://admin:${PASSWORD}@127.0.0.1:1?tls=false`,
      /kurrentdb:\/\/127\.0\.0\.1:1 is not available/,
    ],
  ])('cannot tell where %s: 2', async (_, from, message) => {
    const ran = await auditor(['copy-log', '--from', from, '--to', `sqlite:${join(await folder(), 'log.db')}`]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).not.toContain(PASSWORD);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no command', [], /Usage: auditor/],
    ['no address', ['copy-log', '--from', 'sqlite:a'], /required option '--to <address>'/],
    [
      'not an address',
      ['copy-log', '--from', `http://u:${PASSWORD}@host`, '--to', 'sqlite:b'],
      /--from: its value \(not/,
    ],
    ['one place', ['copy-log', '--from', 'sqlite:a', '--to', 'sqlite:./a'], /the same place/],
    [
      'an unknown option',
      ['copy-log', '--from', 'sqlite:a', '--to', 'sqlite:b', `--form=kurrentdb://u:${PASSWORD}@host`],
      /unknown option '--form=kurrentdb:\/\/host'/,
    ],
    ['a prefix that is none', ['copy-log', '--from', 'sqlite:a', '--to', 'sqlite:b', '--to-prefix', 'a-b'], /"a-b"/],
  ])('is told how to call it: 3 for %s', async (_, args, message) => {
    const ran = await auditor(args);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).not.toContain(PASSWORD);
  });

  it('explains itself: 0', async () => {
    const { code, stdout } = await auditor(['copy-log', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/--redact/);
  });
});

const ALL = `{
  incidents(first: 50) { totalCount nodes { id revision title { text } investigationStatus { status } } }
  history(first: 100) { nodes { index id type recordedAt } }
}`;
const LOG = 'subscription ($after: String) { logEvents(after: $after) { entry { id index } } }';
interface LogItem {
  readonly entry: { readonly id: string; readonly index: number };
}

/** A new data folder with the vault of another. */
async function movedVault(from: string): Promise<string> {
  const to = await folder();
  for (const file of readdirSync(from).filter((name) => name.startsWith('vault.')))
    copyFileSync(join(from, file), join(to, file));
  return to;
}

describe('an organisation that moves', () => {
  let server: RunningServer;
  let editor: Someone;
  let room: Newsroom;
  let home: string;

  // Also where an expectation failed: a server that goes on would keep the run from ending.
  afterEach(() => server.stop());

  async function begin(): Promise<void> {
    home = await folder();
    server = await startServer(home, { EVENT_STORE: 'sqlite:' });
    editor = await someone(server, 'EDITOR');
    room = await newsroom(editor);
  }
  const access = () => editor.record('recordEvidenceAccess', room.access({ access: 'PARTIAL' }));

  it('to a cluster and back keeps its answers, indices, cursors, tokens and erasures', async () => {
    await begin();
    const { cursor } = await access();
    const later = [(await access()).entry, (await access()).entry];
    const before = await editor.client.ask(ALL);
    await server.stop();

    const to = await double();
    const environment = { EVENT_STORE: to.connectionString };
    const moved = await auditor(['copy-log', '--from', `sqlite:${join(home, 'log.db')}`, '--to', to.connectionString]);
    expect(moved).toMatchObject({ code: 0 });
    // In its old folder, with the vault and with a read model whose positions mean nothing any more.
    server = await startServer(home, environment);
    expect(server.adminToken).toBeUndefined();
    editor = Object.assign(new Recorder(server.client(editor.token)), { actor: '', token: editor.token, tokenId: '' });
    expect(await editor.client.ask(ALL)).toEqual(before);

    const subscription = overWebSocket<LogItem>(server.url, LOG, { after: cursor });
    const fresh = await access();
    const items = await subscription.arrived(3);
    await subscription.drop();
    expect(items.map(({ entry }) => entry.id)).toEqual([...later, fresh.entry]);
    const indices = items.map(({ entry }) => entry.index);
    expect(indices).toEqual(indices.map((_, n) => indices[0]! + n));
    const after = await editor.client.ask(ALL);
    await server.stop();

    const last = await movedVault(home);
    const back = await auditor(['copy-log', '--from', to.connectionString, '--to', `sqlite:${join(last, 'log.db')}`]);
    expect(back).toMatchObject({ code: 0 });
    server = await startServer(last, { EVENT_STORE: 'sqlite:' });
    expect(await server.client(editor.token).ask(ALL)).toEqual(after);
  });

  it('without what it withheld answers as before, and no byte of that is left', async () => {
    await begin();
    const title = 'Words that should not have been there';
    const { entry } = await editor.record('reportIncident', incidentInput(room.source, { title }));
    const other = idOf(await editor.record('reportIncident', incidentInput(room.source, { title: 'Another' })));
    await editor.record('withholdText', { entry, path: '/data/title', reason: { text: 'It names somebody.' } });
    await eventually(async () => expect(JSON.stringify(await editor.client.ask(ALL))).not.toContain(title));
    const before = await editor.client.ask(ALL);
    await server.stop();

    const next = await movedVault(home);
    const [from, to] = [join(home, 'log.db'), join(next, 'log.db')];
    const copied = await auditor(['copy-log', '--from', `sqlite:${from}`, '--to', `sqlite:${to}`, '--redact']);
    expect(copied).toMatchObject({ code: 0 });
    expect(copied.stdout).toContain('Left out: 1 withheld text of 1 event.');
    expect((await read(to)).map(leafOf)).toEqual((await read(from)).map(leafOf));
    for (const name of readdirSync(next)) expect(readFileSync(join(next, name), 'latin1')).not.toContain(title);

    server = await startServer(next, { EVENT_STORE: 'sqlite:' });
    expect(await server.client(editor.token).ask(ALL)).toEqual(before);
    expect(JSON.stringify(before)).toContain(other);
  });
});

it('takes a prefix for a server that others use', async () => {
  const [from, to] = [join(await folder(), 'log.db'), await double()];
  await write(from, 1);
  const args = ['copy-log', '--from', `sqlite:${from}`, '--to', to.connectionString, '--to-prefix', 'ours_'];
  expect(await auditor(args)).toMatchObject({ code: 0 });
  const store = new KurrentDbEventStore({ connectionString: to.connectionString, streamPrefix: 'ours_' });
  expect(await collect(store.readAll())).toHaveLength(51);
  await store.close();
});
