import '../support/patience.js';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { type Someone, someone } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { incidentInput, newsroom } from '../support/newsroom.js';
import { sealed } from '../support/sealed.js';
import { type RunningServer, startServer, temporaryFolder } from '../support/server.js';
import { cosigner, ed25519Signer } from '#ledger';
import { auditor, startAuditor } from './auditor.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;
let server: RunningServer;
let auditorToken: string;
let source: string;
let witness: ReturnType<typeof startAuditor>;
let witnessKey: string;
let editor: Someone;
let first: string;
let second: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
  const key = Buffer.alloc(32, 5);
  const log = ed25519Signer('record.example/log', key);
  const at = (name: string) => join(folder.path, name);
  witness = startAuditor([
    'witness',
    '--json',
    '--listen',
    '127.0.0.1:0',
    '--log',
    log.vkey,
    '--key',
    at('w.key'),
    '--state',
    at('w.json'),
  ]);
  const listening = JSON.parse((await witness.firstLine())!) as { url: string; vkey: string };
  witnessKey = listening.vkey;
  // In the folder, as a server makes it by itself: its copies are started too.
  await mkdir(data);
  await writeFile(join(data, 'ledger.key'), key.toString('base64'), { mode: 0o600 });
  server = await startServer(data, {
    ONRECORD_LEDGER_ORIGIN: log.name,
    ONRECORD_LEDGER_WITNESSES: `${witnessKey} ${listening.url}`,
    ONRECORD_LEDGER_QUORUM: '1',
  });
  editor = await someone(server, 'EDITOR');
  ({ source } = await newsroom(editor));
  const report = (title: string) => editor.record('reportIncident', incidentInput(source, { title }));
  ({ entry: first } = await report('His name and where he lives'));
  ({ entry: second } = await report('Her name'));
  auditorToken = (await someone(server, 'AUDITOR')).token;
  await sealed(server);
});
afterAll(async () => {
  await server.stop();
  witness.kill('SIGTERM');
  expect(await witness.ended).toMatchObject({ code: 0, stderr: '' });
  await folder.remove();
});

/** A stopped installation, to which somebody with access to the files does something. */
async function tampered(sql: string): Promise<string> {
  const copy = join(folder.path, `copy-${Math.random().toString(36).slice(2)}`);
  await cp(data, copy, { recursive: true });
  const log = new DatabaseSync(join(copy, 'log.db'));
  for (const { name } of log.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    log.exec(`DROP TRIGGER "${String(name)}"`);
  log.exec(sql);
  log.close();
  return copy;
}

/** A key of another log. */
const STRANGER = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';

interface Report {
  readonly holds: boolean;
  readonly size: number;
  readonly unsealed?: number;
  readonly opened?: number;
  readonly findings: readonly { readonly kind: string; readonly message: string; readonly path?: string }[];
}
async function verify(...args: readonly string[]): Promise<{ code: number | null; report: Report }> {
  const { code, stdout, stderr } = await auditor(['verify', '--json', ...args]);
  if (stdout === '') throw new Error(stderr);
  return { code, report: JSON.parse(stdout) as Report };
}
const kinds = ({ findings }: Report) => [...new Set(findings.map(({ kind }) => kind))];

describe('auditor export of a data folder', () => {
  const exported = (of: string, out: string) =>
    auditor(['export', '--data', of, '--all', '--out', join(folder.path, out)], { AUDITOR_TOKEN: auditorToken });

  it('starts a server of its own on one that no other holds, and leaves it as it was held', async () => {
    const held = await exported(data, 'held');
    expect([held.code, held.stderr]).toEqual([2, expect.stringContaining('No server could be started')]);
    const copy = join(folder.path, 'free');
    await cp(data, copy, { recursive: true });
    const { code, stdout, stderr } = await exported(copy, 'bundle');
    expect([code, stderr, stdout]).toEqual([0, '', expect.stringContaining('holds the whole log')]);
    expect((await auditor(['verify-bundle', join(folder.path, 'bundle')])).code).toBe(0);
  });

  it('makes no folder where there is none', async () => {
    const { code, stderr } = await exported(join(folder.path, 'nowhere'), 'nothing');
    expect([code, stderr]).toEqual([3, expect.stringContaining('there is no folder')]);
  });
});

describe('auditor verify', () => {
  it('says of a data folder that all of it holds, while the server runs', async () => {
    const { code, report } = await verify('--data', data);
    expect([code, report]).toEqual([0, expect.objectContaining({ holds: true, findings: [], unsealed: 0 })]);
    const { stdout } = await auditor(['verify', '--data', data]);
    expect(stdout).toContain(`the tree of ${report.size} entries holds`);
  });

  it('says the same of a server, over HTTP: the ledger to anybody, the log to an auditor', async () => {
    const stranger = await verify('--server', server.url);
    expect([stranger.code, stranger.report.holds, stranger.report.unsealed]).toEqual([0, true, undefined]);
    expect(stranger.report.opened).toBeGreaterThan(5);
    const { code, stdout } = await auditor(['verify', '--json', '--server', server.url], {
      AUDITOR_TOKEN: auditorToken,
    });
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ holds: true, unsealed: 0 })]);
  });

  it.each([
    [
      'a row that was edited',
      `UPDATE events SET data = replace(data, '"relevance":"INCIDENT"', '"relevance":"CONTEXT"')`,
      'CHANGED',
    ],
    ['an event that is gone', 'DELETE FROM events WHERE position = (SELECT max(position) - 3 FROM events)', 'MISSING'],
    [
      'a title that was rewritten',
      `UPDATE events SET data = replace(data, 'His name and where he lives', 'Nothing to see')`,
      'TEXT',
    ],
    ['the end of a backup', 'DELETE FROM events WHERE position > (SELECT max(position) - 4 FROM events)', 'MISSING'],
  ])('names %s', async (_what, sql, kind) => {
    const { code, report } = await verify('--data', await tampered(sql));
    expect([code, kinds(report)]).toEqual([1, [kind]]);
    expect(JSON.stringify(report)).not.toContain('where he lives');
  });

  it('finds a history that was rewritten as a whole and signed again, by a checkpoint that was kept', async () => {
    const kept = join(folder.path, 'kept.checkpoint');
    const forked = join(folder.path, 'forked');
    const other = await startServer(forked);
    const ours = await (await fetch(`${server.url}/log/checkpoint`)).text();
    await writeFile(kept, ours);
    expect((await verify('--data', data, '--checkpoint', kept)).code).toBe(0);
    await newsroom(await someone(other, 'EDITOR'));
    await eventually(async () => expect((await fetch(`${other.url}/log/checkpoint`)).status).toBe(200));
    await other.stop();
    const { code, report } = await verify('--data', forked, '--checkpoint', kept);
    expect(code).toBe(1);
    expect(kinds(report)).toContain('SIGNATURE');
  });

  it('believes the keys that it is given, and no other', async () => {
    const [vkey] = (await (await fetch(`${server.url}/log/vkey`)).text()).split('\n');
    expect((await verify('--data', data, '--vkey', vkey!)).code).toBe(0);
    const { code, stderr } = await auditor(['verify', '--data', data, '--vkey', STRANGER]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('cannot be believed')]);
  });

  it.each([
    [['--server', 'ftp://nowhere'], 3, /no http/],
    [['--server', 'http://127.0.0.1:1'], 2, /cannot be read/],
    [['--data', '/nowhere'], 3, /holds no ledger/],
    [['--vkey', 'nonsense'], 3, /--vkey/],
    [['--checkpoint', '/nowhere'], 3, /cannot be read/],
  ])('tells what it cannot do: %s', async (args, exit, message) => {
    const { code, stderr } = await auditor(['verify', ...args]);
    expect([code, stderr]).toEqual([exit, expect.stringMatching(message)]);
  });

  it('says how to name a server whose log was named instead', async () => {
    const { code, stderr } = await auditor(['verify', '--server', `${server.url}/log`]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`name the server itself: --server ${server.url}\n`)]);
  });

  it('wants the cosignature of a witness that it is given', async () => {
    expect((await verify('--server', server.url, '--witness', witnessKey)).code).toBe(0);
    const other = cosigner('witness.example', Buffer.alloc(32, 6)).vkey;
    const { code, report } = await verify('--data', data, '--witness', witnessKey, '--witness', other);
    expect([code, report.findings]).toEqual([1, [expect.objectContaining({ kind: 'SIGNATURE' })]]);
    expect((await auditor(['verify', '--data', data, '--witness', STRANGER])).code).toBe(3);
  });

  it('remembers by watching what verify is given later', async () => {
    const state = join(folder.path, 'watch.json');
    const watch = (...args: readonly string[]) => auditor(['watch', '--once', '--state', state, ...args]);
    const seen = await watch('--server', server.url);
    expect([seen.code, seen.stdout]).toEqual([
      0,
      expect.stringMatching(/: \d+ entries, and all that was seen before holds/),
    ]);
    expect((await verify('--data', data, '--checkpoint', state)).code).toBe(0);
    const { code, stdout, stderr } = await watch('--json', '--server', server.url, '--vkey', STRANGER);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^ALARM ORIGIN http/)]);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'ALARM', server: server.url, alarm: { kind: 'ORIGIN' } });
    expect((await watch('--server', 'http://127.0.0.1:1')).code).toBe(2);
    await writeFile(state, 'nonsense');
    expect(await watch('--server', server.url)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Restore it'),
    });
    expect((await watch('--server', server.url, '--every', 'x')).code).toBe(3);
  });

  it('finds a text over HTTP that was withheld or rewritten, and lets only the first be', async () => {
    await editor.record('withholdText', { entry: second, path: '/data/title', reason: { text: 'A name.' } });
    await sealed(server);
    expect((await verify('--server', server.url)).code).toBe(0);
    // Behind the back of the server, as it runs; the last of these tests.
    const log = new DatabaseSync(join(data, 'log.db'));
    for (const { name } of log.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
      log.exec(`DROP TRIGGER "${String(name)}"`);
    log.exec(`UPDATE events SET data = replace(data, 'His name and where he lives', 'Nothing to see')`);
    log.close();
    const { code, report } = await verify('--server', server.url);
    expect([code, report.findings]).toEqual([
      1,
      [expect.objectContaining({ kind: 'TEXT', eventId: first, path: '/data/title' })],
    ]);
    expect(JSON.stringify(report)).not.toContain('Nothing to see');
  });
});
