import '../support/patience.js';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTlogProof } from '#ledger';
import { type Someone, someone } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { type Newsroom, newsroom } from '../support/newsroom.js';
import { type RunningServer, startServer, temporaryFolder } from '../support/server.js';
import { auditor } from './auditor.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RunningServer;
let editor: Someone;
let room: Newsroom;
let before: number;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startServer(folder.path);
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
  before = await index();
  await editor.record('recordEvidenceAccess', room.access({ access: 'PARTIAL' }));
  await eventually(async () => {
    const { ledgerStatus } = await server.client().ask<{ ledgerStatus: unknown }>('{ ledgerStatus { unsealed } }');
    expect(ledgerStatus).toEqual({ unsealed: 0 });
  });
});
afterAll(async () => {
  await server.stop();
  await folder.remove();
});

const index = async (): Promise<number> => {
  const { extensions } = await server.client().answer('{ __typename }');
  return (extensions!['readModel'] as { index: number }).index;
};
const run = async (command: string, ...args: readonly string[]) => {
  const { code, stdout, stderr } = await auditor([command, '--server', server.url, ...args]);
  return { code, stderr, text: stdout, json: <T>() => JSON.parse(stdout) as T };
};

describe('auditor as-of', () => {
  it('shows a record as it stood, with the tree of that moment', async () => {
    const { code, json } = await run('as-of', room.investigation, '--at', String(before));
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      index: before,
      treeSize: before + 1,
      root: expect.stringMatching(/=$/),
      node: { __typename: 'Investigation', revision: 0, entries: { nodes: [{ type: 'InvestigationOpened' }] } },
    });
    const now = await run('as-of', room.investigation, '--at', String(before + 1));
    expect(now.json()).toMatchObject({ node: { revision: 1 } });
  });

  it('shows a filtered list as it stood', async () => {
    const { json } = await run('as-of', '--filter', '{"status":{"in":["OPEN"]}}', '--at', String(before));
    expect(json()).toMatchObject({ incidents: [{ id: room.incident, investigationStatus: { status: 'OPEN' } }] });
    const first = await run('as-of', '--filter', '{}', '--at', '0');
    expect(first.json()).toMatchObject({ index: 0, incidents: [] });
  });

  it.each([
    [['--at', '66'], 3, /name one record/],
    [['incident-x', '--at', 'yesterday'], 3, /is not an index/],
    [['--filter', 'region', '--at', '0'], 3, /is not JSON/],
    [['agency-us-nobody', '--at', '0'], 1, /no agency-us-nobody/],
    [['agency-us-nobody', '--at', '99999'], 2, /99999/],
  ])('tells what it cannot show: %s', async (args, code, message) => {
    const ran = await run('as-of', ...args);
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringMatching(message)]);
  });
});

describe('auditor diff', () => {
  it('takes two moments the wrong way round for wrong usage', async () => {
    const { code, stderr } = await run('diff', '--from', String(before), '--to', '0');
    expect([code, stderr]).toEqual([3, expect.stringContaining('"from" is later than "to"')]);
  });

  it('tells what was recorded between two moments, with sources', async () => {
    const { code, text } = await run('diff', '--from', String(before));
    expect(code).toBe(0);
    expect(text).toContain(`${room.investigation}  CHANGED`);
    expect(text).toMatch(/ADDED\s+Evidence access changed.*\[A newspaper\]/);
    expect((await run('diff', '--from', String(before), '--to', String(before))).text).toBe('Nothing changed.\n');
  });

  it('gives the proof of each event', async () => {
    const { json } = await run('diff', '--from', String(before), '--record', room.investigation, '--proofs');
    const { records } = json<{ records: { entries: { event: { index: number }; proof: string }[] }[] }>();
    const [{ event, proof }] = records[0]!.entries as [(typeof records)[0]['entries'][0]];
    expect(parseTlogProof(proof).index).toBe(event.index);
  });

  it('goes by what was public as well, of named records', async () => {
    const { code } = await run(
      'diff',
      '--from',
      'public:2026-01-01',
      '--to',
      'public:2026-02-01',
      '--record',
      room.incident,
    );
    expect(code).toBe(0);
    const mixed = await run('diff', '--from', 'public:2026-01-01', '--to', '5');
    expect([mixed.code, mixed.stderr]).toEqual([3, expect.stringContaining('publicBy')]);
  });
});

describe('the data folder of a server', () => {
  const ask = (source: readonly string[], args: readonly string[], environment = {}) =>
    auditor([args[0]!, ...source, ...args.slice(1)], environment);
  const copy = () => join(folder.path, 'taken');

  it('is asked while the server runs, and gives the same answers to the byte', async () => {
    for (const args of [
      ['as-of', room.investigation, '--at', String(before)],
      ['as-of', room.incident, '--at', 'public:2026-02-01'],
      ['diff', '--from', String(before)],
      ['diff', '--from', '0', '--to', '2030-01-01', '--zone', 'America/Chicago', '--proofs'],
    ]) {
      const told = await ask(['--server', server.url], args);
      const found = await ask(['--data', folder.path], args);
      expect([args, found.code, found.stdout]).toEqual([args, told.code, told.stdout]);
    }
  });

  it('refuses a token that is not good', async () => {
    const named = ['as-of', room.incident, '--at', String(before)];
    const { code, stderr } = await ask(['--data', folder.path], named, { AUDITOR_TOKEN: 'onr_0' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('token')]);
  });

  it('is enough without vault, keys, ledger and read model: all is made from the log', async () => {
    for (const file of ['log.db', 'log.db-wal', 'log.db-shm'])
      await cp(join(folder.path, file), join(copy(), file)).catch(() => undefined);
    const { code, stdout } = await ask(['--data', copy()], ['as-of', room.investigation, '--at', String(before)]);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ treeSize: before + 1, root: null, node: expect.objectContaining({ revision: 0 }) }),
    ]);
    const asked = await ask(['--data', copy()], ['diff', '--from', '0'], { AUDITOR_TOKEN: editor.token });
    expect([asked.code, asked.stderr]).toEqual([3, expect.stringContaining('came without its vault')]);
    await rm(copy(), { recursive: true });
  });

  it.each([
    [[], /none was given/],
    [['--server', 'http://127.0.0.1:1', '--data', '.'], /--server and --data were given/],
    [['--data', '/nowhere'], /holds no log/],
  ])('is one of several, of which one has to be named: %j', async (source, message) => {
    const { code, stderr } = await ask(source, ['diff', '--from', '0']);
    expect([code, stderr]).toEqual([3, expect.stringMatching(message)]);
  });
});
