import './support/patience.js';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Checkpoint,
  entryHash,
  Frontier,
  formatTilePath,
  openCheckpoint,
  parseEntryBundle,
  parseOpening,
  parseTlogProof,
  parseVerifierKey,
  type Verifier,
  verifyConsistency,
  verifyTlogProof,
} from '#ledger';
import { commitment, leafOf } from '#catalogue';
import type { StoredEvent } from '#domain';
import { opensslTsa } from '../libs/ledger/src/timestamps/testing/openssl.tsa.js';
import { type Someone, someone } from './support/actors.js';
import { eventually } from './support/eventually.js';
import { incidentInput, newsroom } from './support/newsroom.js';
import { readIndex } from './support/log-head.js';
import { type RunningServer, startFreshServer, startServer, temporaryFolder } from './support/server.js';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** As an auditor sees it, over HTTP alone. */
class Auditor {
  constructor(readonly url: string) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}/log/${path}`, { headers });
  }

  async text(path: string): Promise<string> {
    const response = await this.get(path);
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    return response.text();
  }

  async keys(): Promise<Verifier[]> {
    return (await this.text('vkey')).trimEnd().split('\n').map(parseVerifierKey);
  }

  /** The newest checkpoint that covers an index of the log. */
  async covering(index: number): Promise<Checkpoint> {
    let found: Checkpoint | undefined;
    await eventually(async () => {
      const response = await this.get('checkpoint');
      expect(response.status).toBe(200);
      found = openCheckpoint(await response.text(), await this.keys());
      expect(found.size).toBeGreaterThan(index);
    });
    return found!;
  }

  async entries(size: number): Promise<Buffer[]> {
    const entries: Buffer[] = [];
    for (let first = 0; first < size; first += 256) {
      const width = Math.min(256, size - first);
      const path = formatTilePath({ kind: 'entries', index: first / 256, width });
      entries.push(...parseEntryBundle(Buffer.from(await (await this.get(path)).arrayBuffer()), width));
    }
    return entries;
  }
}

const rootOf = (entries: readonly Buffer[]) => {
  const frontier = Frontier.empty();
  for (const entry of entries) frontier.append(entryHash(entry));
  return frontier.root();
};

describe('the ledger over HTTP', () => {
  let server: RunningServer;
  let tsa: Awaited<ReturnType<typeof opensslTsa>>;
  let editor: Someone;
  let auditor: Auditor;
  let entry: string;
  beforeAll(async () => {
    tsa = await opensslTsa();
    server = await startFreshServer({ TSA_URL: tsa.url });
    editor = await someone(server, 'EDITOR');
    auditor = new Auditor(server.url);
    const { source } = await newsroom(editor);
    ({ entry } = await editor.record('reportIncident', incidentInput(source, { title: 'A title to be found' })));
  });
  afterAll(async () => {
    await server.stop();
    await tsa.close();
  });

  it('is signed over the leaves of all that was recorded', async () => {
    const index = await readIndex(server.client());
    const { size, root, origin } = await auditor.covering(index);
    const entries = await auditor.entries(size);
    expect(rootOf(entries)).toEqual(root);
    expect(origin).toMatch(/^onrecord\.invalid\/[0-9a-f-]{36}$/);
    const { history } = await server
      .client()
      .ask<{ history: { nodes: { id: string; recorded: StoredEvent | null }[] } }>(
        '{ history(first: 100) { nodes { id recorded } } }',
      );
    expect(history.nodes).toHaveLength(index + 1);
    // What actors do is not shown to everyone; its leaves are there all the same.
    const leaves = history.nodes.flatMap(({ recorded }) => (recorded ? [leafOf(recorded)] : []));
    const sealed = entries.map(String);
    expect(sealed).toEqual(expect.arrayContaining(leaves));
    expect(leaves.length).toBeGreaterThan(4);
    expect(sealed.join('')).not.toContain('A title to be found');
  });

  it('proves an entry, to be checked without the server', async () => {
    await auditor.covering(await readIndex(server.client()));
    const response = await auditor.get(`proof/event/${entry}`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const proof = parseTlogProof(await response.text());
    const leaf = (await auditor.entries(proof.index + 1))[proof.index]!;
    expect(JSON.parse(String(leaf))).toMatchObject({ id: entry, type: 'IncidentReported' });
    verifyTlogProof(proof, entryHash(leaf), await auditor.keys());
  });

  it('proves that a later tree begins with an earlier one', async () => {
    const older = await auditor.covering(await readIndex(server.client()));
    await editor.record('recordSource', { kind: 'WEB', title: 'Another' });
    const newer = await auditor.covering(older.size);
    const lines = await auditor.text(`consistency?from=${older.size}&to=${newer.size}`);
    const proof = lines
      .trimEnd()
      .split('\n')
      .map((line) => Buffer.from(line, 'base64'));
    verifyConsistency(older, newer, proof);
    const kept = openCheckpoint(await auditor.text(`checkpoints/${older.size}`), await auditor.keys());
    expect(kept.root).toEqual(older.root);
    const sizes = (await auditor.text('checkpoints')).trimEnd().split('\n').map(Number);
    expect(sizes).toEqual(expect.arrayContaining([older.size, newer.size]));
    const after = (await auditor.text(`checkpoints?after=${older.size}`)).trimEnd().split('\n').map(Number);
    expect(after).toEqual(sizes.filter((size) => size > older.size));
  });

  it('may be cached for ever where it cannot change, and for seconds where it can', async () => {
    const { size } = await auditor.covering(0);
    const caching = async (path: string) => (await auditor.get(path)).headers.get('cache-control');
    for (const path of ['checkpoint', 'vkey', `proof/event/${entry}`])
      await expect(caching(path)).resolves.toBe('public, max-age=2');
    for (const path of [
      `tile/0/000.p/${size}`,
      `tile/entries/000.p/1`,
      `checkpoints/${size}`,
      `consistency?from=1&to=${size}`,
    ])
      await expect(caching(path)).resolves.toBe(IMMUTABLE);
    for (const path of ['tile/0/001', 'checkpoints/100000']) await expect(caching(path)).resolves.toBe('no-store');
  });

  it('serves the time stamp of the day, which OpenSSL verifies', async () => {
    await eventually(async () => expect(await auditor.text('timestamps')).toMatch(/^\d+ \d{4}-\S+Z\n$/));
    const [size] = (await auditor.text('timestamps')).split(' ');
    const response = await auditor.get(`timestamps/${size}`);
    expect(response.headers.get('content-type')).toBe('application/timestamp-reply');
    const stamp = Buffer.from(await response.arrayBuffer());
    expect(tsa.verify(stamp, await auditor.text(`checkpoints/${size}`))).toContain('OK');
  });

  it('opens the texts that its entries commit to, until they are withheld', async () => {
    const { size } = await auditor.covering(await readIndex(server.client()));
    const openings = async (width: number) => {
      const response = await auditor.get(`openings/000.p/${width}`);
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
      return (await response.text()).trimEnd().split('\n').map(parseOpening);
    };
    const leaves = (await auditor.entries(size)).map(
      (leaf) =>
        JSON.parse(String(leaf)) as { id: string; type: string; stream: string; texts?: Record<string, string> },
    );
    const opened = await openings(size);
    const committed = leaves.flatMap(({ id, stream, texts = {} }) =>
      stream.startsWith('actor-') ? [] : Object.entries(texts).map(([path, hash]) => `${id} ${path} ${hash}`),
    );
    expect(
      opened.map(({ event, path, salt, value }) => `${event} ${path} ${commitment(event, path, salt, value)}`).sort(),
    ).toEqual(committed.sort());
    const titles = opened.filter(({ event, path }) => event === entry && path === '/data/title');
    expect(titles).toEqual([expect.objectContaining({ value: 'A title to be found' })]);
    expect(opened).toContainEqual(expect.objectContaining({ event: leaves[0]!.id, path: '/data' }));
    const withheld = await editor.record('withholdText', { entry, path: '/data/title', reason: { text: 'A name.' } });
    const after = await openings(size);
    expect(opened.filter(({ event, path }) => !after.some((one) => one.event === event && one.path === path))).toEqual(
      titles,
    );
    const later = await auditor.covering(await readIndex(server.client()));
    expect(await openings(later.size)).toContainEqual(
      expect.objectContaining({ event: withheld.entry, path: '/data', value: { entry, path: '/data/title' } }),
    );
  });

  it('is compressed where the client can read that', async () => {
    await auditor.covering(0);
    const plain = await auditor.get('tile/entries/000.p/1', { 'accept-encoding': 'identity' });
    const packed = await auditor.get('tile/entries/000.p/1', { 'accept-encoding': 'gzip' });
    expect([plain, packed].map((one) => one.headers.get('content-encoding'))).toEqual([null, 'gzip']);
    expect(packed.headers.get('vary')).toContain('accept-encoding');
    expect(Buffer.from(await packed.arrayBuffer())).toEqual(Buffer.from(await plain.arrayBuffer()));
  });

  it.each([
    ['tile/0/001', 404],
    ['tile/0/000.p/255', 404],
    ['tile/7/000', 404],
    ['tile/0/0', 400],
    ['tile/entries/000.p/256', 400],
    ['tile/0/..%2f..%2fledger.key', 400],
    ['tile/', 400],
    ['checkpoints/x', 400],
    ['timestamps/x', 400],
    ['timestamps/100000', 404],
    ['checkpoints/100000', 404],
    ['proof/event/00000000-0000-5000-8000-000000000000', 404],
    ['proof/event/x', 400],
    ['openings/000.p/255', 404],
    ['openings/0', 400],
    ['consistency?from=1&to=100000', 404],
    ['consistency?from=2&to=1', 400],
    ['consistency?from=1', 400],
    ['ledger.key', 404],
  ])('answers what it does not have, %s, with %i', async (path, status) => {
    await auditor.covering(0);
    const response = await auditor.get(path);
    expect(response.status).toBe(status);
    expect(JSON.stringify(await response.json())).toMatch(/"message":"[^"]{10,}"/);
  });

  it('says what it was asked for where that is no size and no id', async () => {
    const told = async (path: string) => ((await (await auditor.get(path)).json()) as { message: string }).message;
    expect(await told('consistency?from=1e3&to=2')).toBe('from: it is not a number of entries such as 70: "1e3".');
    expect(await told('proof/event/ABC')).toBe('event id: it is not a UUID in lower case: "ABC".');
  });

  it('is watched', async () => {
    const { size } = await auditor.covering(await readIndex(server.client()));
    const { checks } = (await (await fetch(`${server.url}/health/ready`)).json()) as {
      checks: Record<string, { ok: boolean; details: { state: string; size: number } }>;
    };
    expect(checks['ledger']).toMatchObject({ ok: true, details: { state: 'LIVE' } });
    expect(checks['ledger']!.details.size).toBeGreaterThanOrEqual(size);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/^onrecord_ledger_halted 0$/m);
    expect(Number(/^onrecord_ledger_size (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThanOrEqual(size);
  });
});

describe('a ledger', () => {
  it('goes on with the same tree and key after the server was killed and restarted', async () => {
    const folder = await temporaryFolder();
    try {
      const first = await startServer(folder.path);
      const editor = await someone(first, 'EDITOR');
      const before = await new Auditor(first.url).covering(await readIndex(first.client()));
      const [key] = await new Auditor(first.url).keys();
      await editor.record('recordSource', { kind: 'WEB', title: 'Recorded last' });
      await first.stop('SIGKILL');
      expect(statSync(join(folder.path, 'ledger.key')).mode & 0o777).toBe(0o600);
      const second = await startServer(folder.path);
      const auditor = new Auditor(second.url);
      const after = await auditor.covering(before.size);
      expect((await auditor.keys()).map(({ keyId }) => keyId)).toEqual([key!.keyId]);
      expect(after.origin).toBe(before.origin);
      const entries = await auditor.entries(after.size);
      expect(rootOf(entries.slice(0, before.size))).toEqual(before.root);
      expect(rootOf(entries)).toEqual(after.root);
      await second.stop();
    } finally {
      await folder.remove();
    }
  });

  it('changes its key with an overlap, and the chain of keys is on record', async () => {
    const folder = await temporaryFolder();
    const [former, next] = [1, 2].map((n) => Buffer.alloc(32, n).toString('base64'));
    try {
      const first = await startServer(folder.path, { ONRECORD_LEDGER_KEY: former! });
      await new Auditor(first.url).covering(await readIndex(first.client()));
      await first.stop();
      for (let start = 0; start < 2; start++) {
        const rotated = { ONRECORD_LEDGER_KEY: next!, ONRECORD_LEDGER_FORMER_KEY: former! };
        const server = await startServer(folder.path, rotated);
        const auditor = new Auditor(server.url);
        await eventually(async () => expect(await auditor.keys()).toHaveLength(2));
        const { size } = await auditor.covering(await readIndex(server.client()));
        const [older, newer] = await auditor.keys();
        const checkpoint = await auditor.text('checkpoint');
        for (const key of [older!, newer!]) expect(openCheckpoint(checkpoint, [key]).size).toBeGreaterThanOrEqual(size);
        const entries = (await auditor.entries(size)).map((entry) => JSON.parse(String(entry)) as { type: string });
        expect(entries.filter(({ type }) => type === 'SigningKeyRotated')).toHaveLength(2);
        await server.stop();
      }
    } finally {
      await folder.remove();
    }
  });

  it('needs a token where reading does, and is not kept where it is not wanted', async () => {
    const closed = await startFreshServer({
      ONRECORD_PUBLIC_READ: 'false',
      ONRECORD_LEDGER_ORIGIN: 'record.example/log',
    });
    const status = async (token?: string) =>
      (await new Auditor(closed.url).get('checkpoint', token ? { authorization: `Bearer ${token}` } : {})).status;
    expect(await status()).toBe(401);
    await eventually(async () => expect(await status(closed.adminToken)).toBe(200));
    await closed.stop();
    const off = await startFreshServer({ ONRECORD_LEDGER: 'off' });
    expect((await new Auditor(off.url).get('checkpoint')).status).toBe(404);
    await off.stop();
  });
});
