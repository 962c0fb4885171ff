import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addCosignatures,
  ed25519Signer,
  entryHash,
  formatAddCheckpoint,
  type Hash,
  signCheckpoint,
  type Signer,
  TiledTree,
} from '#ledger';
import { PlainTiles, plainRoot } from '../../../../libs/ledger/src/merkle/testing/tree.builder.js';
import { type OpenedWitness, openWitness } from './open.witness.js';
import { witnessServer } from './witness.server.js';

const ORIGIN = 'example.org/log';
const LOG = ed25519Signer(ORIGIN, Buffer.alloc(32, 9));
const NEXT = ed25519Signer(ORIGIN, Buffer.alloc(32, 10));
const STRANGER = ed25519Signer(ORIGIN, Buffer.alloc(32, 11));

/** Two histories that part at entry 20. */
const leaves = (fork = ''): Hash[] =>
  Array.from({ length: 50 }, (_, n) => entryHash(Buffer.from(`entry ${n}${n < 20 ? '' : fork}`)));
const HISTORY = leaves();
const REWRITTEN = leaves(' rewritten');

const headOf = (size: number, of = HISTORY) => ({ size, root: plainRoot(of.slice(0, size)) });
const noteOf = (size: number, of = HISTORY, signers: readonly Signer[] = [LOG]) =>
  signCheckpoint(ORIGIN, headOf(size, of), signers);
const request = async (oldSize: number, size: number, of = HISTORY, signers?: readonly Signer[]) => {
  const tree = new TiledTree(new PlainTiles(of.slice(0, size)), size);
  const proof = oldSize <= size ? await tree.consistencyProof(oldSize) : [];
  return formatAddCheckpoint({ oldSize, proof, checkpoint: noteOf(size, of, signers) });
};

let folder: string;
let opened: OpenedWitness;
let server: Server;
let url: string;
const alarms: unknown[] = [];
const failures: string[] = [];

async function start(): Promise<void> {
  opened = openWitness({
    key: join(folder, 'witness.key'),
    state: join(folder, 'state.json'),
    name: 'witness.example/w1',
    logs: [LOG.verifier, NEXT.verifier],
  });
  server = witnessServer(opened.witness, {
    onAnswer: ({ evidence }) => evidence && alarms.push(evidence),
    onFailure: ({ message }) => failures.push(message),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
async function stop(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  opened.close();
}
async function add(body: string) {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'on-record-witness-'));
  alarms.length = failures.length = 0;
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

describe('a witness', () => {
  it('cosigns a tree, and later ones that begin with it', async () => {
    for (const [old, size] of [
      [0, 10],
      [10, 33],
      [33, 33],
      [33, 50],
    ] as const) {
      const { status, body } = await add(await request(old, size));
      expect(status).toBe(200);
      const { by, checkpoint } = addCosignatures(noteOf(size), body, [opened.signer.verifier]);
      expect(by).toEqual([opened.signer.verifier]);
      expect(checkpoint).toContain(`\n— witness.example/w1 `);
    }
  });

  it('tells the size that it has to who does not know it', async () => {
    const stale = { status: 409, type: 'text/x.tlog.size' };
    expect(await add(await request(10, 33))).toEqual({ ...stale, body: '0\n' });
    await add(await request(0, 33));
    expect(await add(await request(0, 40))).toEqual({ ...stale, body: '33\n' });
    // A smaller tree than it has cosigned, whatever the log says.
    expect(await add(await request(0, 10))).toEqual({ ...stale, body: '33\n' });
    expect(alarms).toEqual([]);
  });

  it('does not cosign another history, and shows what the log has signed', async () => {
    await add(await request(0, 33));
    expect((await add(await request(33, 33, REWRITTEN))).status).toBe(409);
    expect(alarms).toEqual([[noteOf(33), noteOf(33, REWRITTEN)]]);
    expect((await add(await request(33, 50, REWRITTEN))).status).toBe(422);
    // What it has is what it had.
    expect((await add(await request(33, 50))).status).toBe(200);
  });

  it.each([
    ['a key that it does not know', async () => request(0, 10, HISTORY, [STRANGER]), 403],
    ['a wrong signature', async () => (await request(0, 10)).replace('\n10\n', '\n11\n'), 403],
    ['a log that it does not know', async () => (await request(0, 10)).replaceAll(ORIGIN, 'example.org/other'), 404],
    ['an old size beyond the checkpoint', async () => request(20, 10), 400],
    [
      'a proof where there is nothing to prove',
      async () => (await request(0, 10)).replace('old 0\n', `old 0\n${'A'.repeat(43)}=\n`),
      422,
    ],
    ['no request', async () => 'nonsense', 400],
    ['a size with a leading zero', async () => (await request(0, 10)).replace('old 0', 'old 00'), 400],
    [
      'too many hashes',
      async () => (await request(0, 10)).replace('old 0\n', `old 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}`),
      400,
    ],
    ['more than a request has', async () => 'old 0\n'.padEnd(70_000, 'x'), 413],
  ])('refuses %s', async (_, body, status) => {
    expect((await add(await body())).status).toBe(status);
    expect((await add(await request(0, 10))).status).toBe(200);
  });

  it('takes either key of a log that changes it, and passes over others', async () => {
    expect((await add(await request(0, 10, HISTORY, [STRANGER, NEXT]))).status).toBe(200);
    expect((await add(await request(10, 20, HISTORY, [LOG, NEXT]))).status).toBe(200);
  });

  it('answers nothing else, and does not wait for who does not send', async () => {
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect([server.requestTimeout, server.headersTimeout, server.maxConnections]).toEqual([10_000, 10_000, 256]);
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nold');
    expect((await add(await request(0, 10))).status).toBe(200);
    socket.destroy();
    expect(failures).toEqual([]);
  });

  it('cosigns one of two checkpoints that come at once and part', async () => {
    await add(await request(0, 10));
    const [one, other] = [await request(10, 30), await request(10, 30, REWRITTEN)];
    const answers = await Promise.all([one, other, one, other].map((body) => add(body)));
    const cosigned = answers.filter(({ status }) => status === 200);
    expect(cosigned).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
  });

  it('knows after a restart what it has cosigned, under the same key', async () => {
    await add(await request(0, 33));
    const { vkey } = opened.signer;
    await stop();
    await start();
    expect(opened.signer.vkey).toBe(vkey);
    expect(statSync(join(folder, 'witness.key')).mode & 0o777).toBe(0o600);
    expect((await add(await request(0, 40))).body).toBe('33\n');
    expect((await add(await request(33, 40))).status).toBe(200);
  });

  it('answers nothing that it could not keep', async () => {
    await add(await request(0, 10));
    const keep = join(folder, 'state.json.tmp');
    // A folder stands where the file is drafted.
    mkdirSync(keep);
    expect((await add(await request(10, 20))).status).toBe(500);
    expect(failures).toEqual([expect.stringContaining('state.json')]);
    rmSync(keep, { recursive: true });
    expect((await add(await request(20, 30))).body).toBe('10\n');
    expect((await add(await request(10, 20))).status).toBe(200);
  });

  it('does not start twice on one state, nor where it has forgotten what it cosigned', async () => {
    await add(await request(0, 10));
    const settings = { key: join(folder, 'witness.key'), state: join(folder, 'state.json'), logs: [LOG.verifier] };
    expect(() => openWitness(settings)).toThrow(/in use by another witness/);
    await stop();
    const state = readFileSync(settings.state);
    writeFileSync(settings.state, state.subarray(0, 40));
    expect(() => openWitness(settings)).toThrow(/cannot be read .*restore it/);
    rmSync(settings.state);
    expect(() => openWitness(settings)).toThrow(/not known any more/);
    writeFileSync(settings.state, state);
    chmodSync(settings.key, 0o644);
    expect(() => openWitness(settings)).toThrow(/chmod 600/);
    rmSync(settings.key);
    expect(() => openWitness(settings)).toThrow(/missing/);
    rmSync(settings.state);
    await start();
  });
});
