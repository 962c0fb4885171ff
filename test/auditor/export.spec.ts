import '../support/patience.js';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseTlogProof } from '#ledger';
import { killing } from '../../apps/demo/src/minneapolis/article/killing.js';
import { departmentOnShooting } from '../../apps/demo/src/minneapolis/article/department.js';
import { protests } from '../../apps/demo/src/minneapolis/article/protests.js';
import { shooting } from '../../apps/demo/src/minneapolis/article/shooting.js';
import { shotMan } from '../../apps/demo/src/minneapolis/cast/persons.js';
import { type Story, tellTheStory } from '../minneapolis/story.js';
import { administratorOf, type Someone, someone } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/server.js';
import { auditor, type Ran } from './auditor.js';

let story: Story;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let custodian: Someone;
let insider: Someone;
let size: number;

beforeAll(async () => {
  folder = await temporaryFolder();
  story = await tellTheStory();
  custodian = await someone(story.server, 'AUDITOR');
  insider = await someone(story.server, 'AUDITOR', 'EDITOR');
  size = await sealedSize();
});
afterAll(async () => {
  await story.server.stop();
  await folder.remove();
});

/** The size of the newest checkpoint, once it is over all that is on record. */
async function sealedSize(): Promise<number> {
  let published = 0;
  await eventually(async () => {
    const status = await story.server.client().ask<{ ledgerStatus: unknown }>('{ ledgerStatus { state unsealed } }');
    expect(status).toEqual({ ledgerStatus: { state: 'LIVE', unsealed: 0 } });
    published = Number((await (await fetch(`${story.server.url}/log/checkpoint`)).text()).split('\n')[1]);
  });
  return published;
}

interface Report {
  readonly exportId: string;
  readonly sha256: string;
  readonly size: number;
  readonly receipt: boolean;
  readonly recorded: { readonly entry: string; readonly repeated: boolean };
  readonly counts: Readonly<Record<'records' | 'entries' | 'texts' | 'personal', number>>;
}
const place = (name: string) => join(folder.path, name);

async function attempt(by: Someone | undefined, ...args: readonly string[]) {
  const environment = by ? { AUDITOR_TOKEN: by.token } : undefined;
  return auditor(['export', '--json', '--server', story.server.url, ...args], environment);
}
async function exported(by: Someone, ...args: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await attempt(by, ...args);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}
const incidents = () => [shooting, killing].flatMap((step) => ['--incident', story.record(step)]);

async function bytesOf(name: string): Promise<Map<string, Buffer>> {
  const files = (await readdir(place(name), { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const read = files.map(async ({ parentPath, name: file }) => {
    const path = join(parentPath, file);
    return [path.slice(place(name).length + 1), await readFile(path)] as const;
  });
  return new Map((await Promise.all(read)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('auditor export', () => {
  it('makes a bundle of a case, and the same one again to the byte', async () => {
    const recipient = 'An archive';
    const fixed = [...incidents(), '--at', String(size), '--recipient', recipient];
    const first = await exported(custodian, ...fixed, '--out', place('case'));
    const again = await exported(custodian, ...fixed, '--out', place('case-2'));
    expect(first).toMatchObject({ size, receipt: true, recorded: { repeated: false } });
    expect(again).toMatchObject({
      exportId: first.exportId,
      sha256: first.sha256,
      recorded: { entry: first.recorded.entry, repeated: true },
    });
    expect(await bytesOf('case-2')).toEqual(await bytesOf('case'));
    expect(first.counts.records).toBeGreaterThan(20);
  });

  it('holds anywhere, checked by the command and by the file in it, which needs nothing else', async () => {
    await cp(place('case'), place('carried/away'), { recursive: true });
    const { code, stdout } = await auditor(['verify-bundle', place('carried/away'), '--json']);
    const exportId = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ holds: true, undecided: [], exportId, receipt: expect.objectContaining({}) }),
    ]);
    const alone = await runAlone(place('carried/away/verify.mjs'));
    expect([alone.code, alone.stderr]).toEqual([0, '']);
  });

  it('holds what bears on the case, and nothing else', async () => {
    const files = await bytesOf('case');
    const { records } = JSON.parse(files.get('data/export.json')!.toString()) as { records: { id: string }[] };
    const held = records.map(({ id }) => id);
    expect(held).toContain(story.record(shotMan));
    expect(held).not.toContain(story.record(protests));
    for (const id of held) expect(files.has(`data/states/${id}.json`)).toBe(true);
  });

  it('of an auditor holds no personal value, and of an editor the ones that they may see', async () => {
    await exported(insider, ...incidents(), '--at', String(size), '--out', place('seen'));
    const [blind, seen] = [await bytesOf('case'), await bytesOf('seen')];
    expect(holding(blind, 'Venezuela')).toEqual([]);
    expect(holding(seen, 'Venezuela')).toEqual(
      [shooting, shotMan, departmentOnShooting].map((step) => `data/states/${story.record(step)}.json`),
    );
    expect(seen.get('data/personal.jsonl')!.toString()).toContain('"field":"nationality"');
  });

  it('of the whole log is the same to the byte as well, and without personal values has none in any text', async () => {
    const whole = ['--all', '--at', String(size), '--no-personal'];
    const first = await exported(insider, ...whole, '--out', place('log'));
    await exported(insider, ...whole, '--out', place('log-2'));
    const files = await bytesOf('log');
    expect(await bytesOf('log-2')).toEqual(files);
    expect(first.counts).toMatchObject({ entries: size, personal: 0 });
    expect(holding(files, 'Venezuela')).toEqual([]);
    expect((await auditor(['verify-bundle', place('log')])).code).toBe(0);
  });

  it('tells what it would do, and does nothing', async () => {
    const before = await exportsOnRecord();
    const { stdout, code } = await auditor([
      'export',
      '--server',
      story.server.url,
      ...incidents(),
      '--at',
      String(size),
      '--dry-run',
    ]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing was written, and nothing recorded')]);
    expect(await exportsOnRecord()).toEqual(before);
  });

  it.each([
    ['nothing chosen', [], 3, /name incidents/],
    ['an incident that there is none of', ['--incident', 'incident-0'], 3, /is not the id of an incident/],
    ['a size at which there was no checkpoint', ['--all', '--at', '999999'], 3, /no checkpoint was published/],
    ['a folder that holds something', ['--all', '--out', '.'], 3, /--out: .* is not empty/],
  ])('refuses %s', async (_, args, exit, message) => {
    const out = args.includes('--out') ? [] : ['--out', place('refused')];
    const { code, stderr } = await attempt(custodian, ...args, ...out);
    expect([code, stderr]).toEqual([exit, expect.stringMatching(message)]);
  });

  it('leaves no bundle behind that could not be put on record', async () => {
    const viewer = await someone(story.server, 'VIEWER');
    const { code, stderr } = await attempt(viewer, ...incidents(), '--out', place('forbidden'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('AUDITOR')]);
    expect((await readdir(folder.path)).filter((name) => name.startsWith('forbidden'))).toEqual([]);
  });

  it('finds a server that lies about a text', async () => {
    const liar = await lyingAbout(story.server.url, 'He assaulted an officer before he was shot.');
    const args = ['export', '--json', '--server', liar.url, ...incidents(), '--out', place('lied')];
    const { code, stderr } = await auditor(args, { AUDITOR_TOKEN: custodian.token });
    liar.stop();
    expect([code, stderr]).toEqual([1, expect.stringMatching(/text at \/data\/claims\/2\/text .* is not the one/)]);
    expect(stderr).not.toContain('assaulted');
    expect((await readdir(folder.path)).filter((name) => name.startsWith('lied'))).toEqual([]);
  });
});

describe('an exported bundle, asked in the place of the server', () => {
  const ask = (args: readonly string[], source: readonly string[], by?: Someone) =>
    auditor([args[0]!, ...source, ...args.slice(1)], by ? { AUDITOR_TOKEN: by.token } : {});
  const bundle = (name: string) => ['--bundle', place(name)];

  it('of the whole log answers what the server answers, at any moment and with the root of it', async () => {
    const server = ['--server', story.server.url];
    for (const args of [
      ['as-of', '--filter', '{"region":{"in":["US-MN"]}}', '--at', String(size - 1)],
      ['diff', '--from', String(story.article), '--to', String(size - 1), '--json'],
    ]) {
      const [told, found] = [await ask(args, server), await ask(args, bundle('log'))];
      expect([args, found.code, found.stderr]).toEqual([args, told.code, '']);
      expect(JSON.parse(found.stdout)).toEqual(JSON.parse(told.stdout));
    }
  });

  it('of a case answers for each record that it holds, before its moment too', async () => {
    const at = ['as-of', story.record(shooting), '--at', String(story.article)];
    const [told, found] = [await ask(at, ['--server', story.server.url], story.editor), await ask(at, bundle('seen'))];
    expect([found.code, found.stderr]).toEqual([0, expect.stringMatching(/Named there, and not held: incident-/)]);
    expect((JSON.parse(found.stdout) as { node: object }).node).toEqual(
      (JSON.parse(told.stdout) as { node: object }).node,
    );
    const diff = await ask(['diff', '--from', '0', '--record', story.record(shooting), '--proofs'], bundle('case'));
    expect([diff.code, diff.stderr]).toEqual([0, expect.stringContaining('a bundle of a case')]);
    const { records } = JSON.parse(diff.stdout) as {
      records: { entries: { event: { index: number }; proof: string }[] }[];
    };
    for (const { event, proof } of records[0]!.entries) expect(parseTlogProof(proof).index).toBe(event.index);
  });

  it.each([
    [
      'a record that it does not hold',
      () => ['as-of', story.record(protests), '--at', '66'],
      'case',
      2,
      /is not in .*case/,
    ],
    ['a list', () => ['as-of', '--filter', '{}', '--at', '66'], 'case', 2, /cannot be told from a bundle of a case/],
    ['a folder that is none', () => ['diff', '--from', '0'], '.', 3, /--bundle: .* is no exported bundle/],
  ])('does not tell %s', async (_, args, name, code, message) => {
    const ran = await ask(args(), bundle(name));
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringMatching(message)]);
  });

  it('is not read where it does not hold', async () => {
    await cp(place('case'), place('edited'), { recursive: true });
    const texts = place('edited/data/texts.jsonl');
    await writeFile(texts, (await readFile(texts, 'utf8')).replace('assaulted', 'insulted'));
    const { code, stdout, stderr } = await ask(['diff', '--from', '0'], bundle('edited'));
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining('does not hold, and was not read')]);
    const verified = await auditor(['verify', ...bundle('edited')]);
    expect([verified.code, verified.stdout]).toEqual([1, expect.stringContaining('data/texts.jsonl')]);
    const both = await auditor(['verify', ...bundle('edited'), '--data', '.']);
    expect([both.code, both.stderr]).toEqual([3, expect.stringContaining('--data and --bundle were given')]);
  });
});

describe('auditor replay', () => {
  const replay = (...args: readonly string[]) => auditor(['replay', '--json', ...args]);
  const HOLDS = { code: 0, report: expect.objectContaining({ holds: true, differences: 0 }) };
  const told = ({ code, stdout }: Ran) => ({ code, report: JSON.parse(stdout) as { records: number; index: number } });

  it.each(['log', 'seen'])('of the bundle %s finds the states that are in it', async (name) => {
    const ran = told(await replay('--bundle', place(name)));
    expect(ran).toEqual(HOLDS);
    expect(ran.report.records).toBe((await readdir(place(`${name}/data/states`))).length);
  });

  it('of a bundle without a receipt finds a state that was edited', async () => {
    const record = story.record(shooting);
    for (const name of ['log', 'case']) await editState(name, `edited-state-${name}`, record, '"US-MN"', '"US-WI"');
    expect((await auditor(['verify-bundle', place('edited-state-log')])).code).toBe(0);
    const { code, stdout } = await replay('--bundle', place('edited-state-log'));
    const difference = { record, path: '/places/0/region', expected: 'US-MN', found: 'US-WI' };
    expect([code, JSON.parse(stdout)]).toEqual([1, expect.objectContaining({ differing: 1, shown: [difference] })]);
    const ofCase = await auditor(['replay', '--bundle', place('edited-state-case')]);
    expect([ofCase.code, ofCase.stderr]).toEqual([2, expect.stringContaining('cannot be told from a case alone')]);
    expect(ofCase.stdout).toContain('as it is told:  "US-WI"');
  });

  it('of a server finds what it answers, and a server that answers otherwise', async () => {
    expect(told(await replay('--server', story.server.url))).toEqual(HOLDS);
    const liar = await lyingAbout(story.server.url, 'US-MN');
    const until = ['--until', String(story.article)];
    const { code, stdout, stderr } = await auditor(['replay', '--server', liar.url, ...until]);
    liar.stop();
    const named = expect.stringMatching(/by its entries: "US-MN"\n.*"Nothing\."/);
    expect([code, stderr, stdout]).toEqual([1, '', named]);
    expect(stdout).toContain(`up to index ${story.article}.`);
  });

  it.each([
    [['--server', 'http://127.0.0.1:1', '--until', 'public:2026-01-01'], /follows the log/],
    [['--bundle', '.', '--until', '5'], /its own moment alone/],
    [['--bundle', '.', '--server', 'http://127.0.0.1:1'], /--server and --bundle were given/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await replay(...args);
    expect([code, stderr]).toEqual([3, expect.stringMatching(message)]);
  });
});

describe('an erasure after an export', () => {
  it('lists the exports to tell, and a new one holds the value in no byte', async () => {
    const record = story.record(shotMan);
    const fields = ['nationality'];
    const reason = { text: 'At the request of the person.' };
    const administrator = administratorOf(story.server);
    const request = await story.editor.record('requestErasure', { record, fields, by: 'SUBJECT', reason });
    await administrator.record('decideErasure', { record, request: request.entry, outcome: 'GRANTED', reason });
    const basis = { code: 'SUBJECT_REQUEST' };
    const { warnings } = await administrator.record('erasePersonalData', { record, fields, basis, reason });
    expect(warnings).toMatchObject([{ code: 'EXPORTED_EARLIER', message: expect.stringContaining('An archive') }]);

    const query = 'query ($id: ID!) { person(id: $id) { erasures { exports { recipient personal incidents } } } }';
    const { person } = await custodian.client.ask<{ person: { erasures: { exports: object[] }[] } }>(query, {
      id: record,
    });
    const ofCase = [shooting, killing].map((step) => story.record(step)).sort();
    expect(person.erasures[0]!.exports[0]).toEqual({
      recipient: 'An archive',
      personal: 'AS_DISCLOSED',
      incidents: ofCase,
    });

    await sealedSize();
    await exported(insider, ...incidents(), '--out', place('erased'));
    const files = await bytesOf('erased');
    expect(holding(files, 'Venezuela')).toEqual([]);
    expect(files.get('data/personal.jsonl')!.toString()).not.toContain('nationality');
    expect(files.get(`data/states/${story.record(departmentOnShooting)}.json`)!.toString()).toContain('[erased]');

    expect((await auditor(['replay', '--bundle', place('erased')])).code).toBe(0);

    // The earlier one holds what it held, and the newer one tells what of it is gone from the record.
    const compare = ['verify-bundle', place('seen'), '--newer', place('erased'), '--json'];
    const { code, stdout } = await auditor(compare);
    const report = JSON.parse(stdout) as { holds: boolean; newer: { removed: object[] } };
    expect([code, report.holds]).toEqual([0, true]);
    expect(report.newer.removed).toEqual([expect.objectContaining({ path: '/data/nationality/code' })]);
    expect(stdout).not.toContain('"VE"');
    const asked = await auditor(['verify-bundle', place('seen'), '--server', story.server.url]);
    expect([asked.code, asked.stdout]).toEqual([0, expect.stringContaining('nationality')]);
  });
});

const holding = (files: ReadonlyMap<string, Buffer>, text: string): string[] =>
  [...files].filter(([, bytes]) => bytes.includes(text)).map(([path]) => path);

/** As one would who can write manifests, and cannot sign. */
async function editState(from: string, to: string, record: string, old: string, put: string): Promise<void> {
  await cp(place(from), place(to), { recursive: true });
  await rm(place(`${to}/receipt.json`));
  const state = `data/states/${record}.json`;
  await writeFile(place(`${to}/${state}`), (await readFile(place(`${to}/${state}`), 'utf8')).replace(old, put));
  const digest = async (path: string) =>
    createHash('sha256')
      .update(await readFile(place(`${to}/${path}`)))
      .digest('hex');
  const manifest = async (file: string, change: (path: string, line: string) => string | Promise<string>) => {
    const lines = (await readFile(place(`${to}/${file}`), 'utf8')).split('\n').filter(Boolean);
    const changed = await Promise.all(lines.map((line) => change(line.slice(66), `${line}\n`)));
    await writeFile(place(`${to}/${file}`), changed.join(''));
  };
  await manifest('manifest-sha256.txt', async (path, line) =>
    path === state ? `${await digest(path)}  ${path}\n` : line,
  );
  await manifest('tagmanifest-sha256.txt', async (path, line) =>
    path === 'receipt.json' ? '' : path === 'manifest-sha256.txt' ? `${await digest(path)}  ${path}\n` : line,
  );
}

/** With no module of ours in reach, and no environment. */
async function runAlone(file: string): Promise<{ readonly code: unknown; readonly stderr: string }> {
  const child = spawn(process.execPath, [file], { env: {}, cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, stderr };
}

async function exportsOnRecord(): Promise<unknown> {
  return custodian.client.ask('{ node(id: "log") { ... on Log { exports { exportId } } } }');
}

/** Passes everything on to a server but one text, in the place of which another is told. */
async function lyingAbout(url: string, text: string): Promise<{ readonly url: string; stop(): void }> {
  const liar = createServer((request, response) => {
    const answer = async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const { method = 'GET', headers } = request;
      const passed = await fetch(`${url}${request.url}`, {
        method,
        headers: Object.fromEntries(
          ['content-type', 'authorization'].flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
        ),
        ...(method === 'POST' && { body: Buffer.concat(pieces) }),
      });
      const body = Buffer.from(await passed.arrayBuffer());
      const told = headers['content-type'] ? Buffer.from(body.toString('utf8').replace(text, 'Nothing.')) : body;
      response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? '' }).end(told);
    };
    void answer();
  });
  await new Promise<void>((resolve) => void liar.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(liar.address() as AddressInfo).port}`,
    stop: () => {
      liar.closeAllConnections();
      liar.close();
    },
  };
}
