import './support/patience.js';
import { leafHash, leafOf } from '#catalogue';
import type { StoredEvent } from '#domain';
import { openCheckpoint, parseTlogProof, parseVerifierKey, verifyConsistency, verifyTlogProof } from '#ledger';
import { type Someone, someone } from './support/actors.js';
import { eventually } from './support/eventually.js';
import { idOf, incidentInput, type Newsroom, newsroom } from './support/newsroom.js';
import { type RunningServer, startFreshServer } from './support/server.js';
import { overWebSocket } from './support/subscriptions.js';

interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly note: string;
}

const CHECKPOINT =
  '{ checkpoint { origin size root note } ledgerStatus { state size unsealed problem keys { vkey } } }';

describe('the ledger, asked in GraphQL', () => {
  let server: RunningServer;
  let editor: Someone;
  let room: Newsroom;
  beforeAll(async () => {
    server = await startFreshServer({ ONRECORD_PUBLIC_URL: 'https://record.example.org' });
    editor = await someone(server, 'EDITOR');
    room = await newsroom(editor);
  });
  afterAll(() => server.stop());

  const ask = <Data>(query: string, variables?: object) => server.client().ask<Data>(query, variables);
  const newest = async () =>
    await ask<{ checkpoint: Checkpoint | null; ledgerStatus: { unsealed: number; keys: { vkey: string }[] } }>(
      CHECKPOINT,
    );
  /** Once all that is on record is sealed. */
  async function sealed() {
    let answer!: Awaited<ReturnType<typeof newest>>;
    await eventually(async () => {
      answer = await newest();
      expect(answer.ledgerStatus).toMatchObject({ state: 'LIVE', unsealed: 0, problem: null });
    });
    return { checkpoint: answer.checkpoint!, keys: answer.ledgerStatus.keys.map(({ vkey }) => parseVerifierKey(vkey)) };
  }

  it('gives the checkpoint that is published under /log, signed, and every answer names its tree', async () => {
    const { checkpoint, keys } = await sealed();
    expect(openCheckpoint(checkpoint.note, keys)).toMatchObject({ origin: checkpoint.origin, size: checkpoint.size });
    expect(await (await fetch(`${server.url}/log/checkpoint`)).text()).toBe(checkpoint.note);
    const { extensions } = await server.client().answer('{ __typename }');
    expect(extensions!['ledger']).toEqual({ treeSize: checkpoint.size, root: checkpoint.root });
    expect(await ask(`{ checkpoint(size: ${checkpoint.size}) { note } }`)).toEqual({
      checkpoint: { note: checkpoint.note },
    });
  });

  it('proves an entry, by what an auditor computes of it', async () => {
    const { keys } = await sealed();
    const { history } = await ask<{ history: { nodes: { id: string; index: number; recorded: StoredEvent }[] } }>(
      'query ($record: ID!) { history(record: $record) { nodes { id index recorded } } }',
      { record: room.investigation },
    );
    const [{ id, index, recorded }] = history.nodes as [(typeof history.nodes)[number]];
    const { eventProof } = await ask<{ eventProof: { index: number; text: string } }>(
      'query ($id: ID!) { eventProof(id: $id) { index text } }',
      { id },
    );
    expect(eventProof.index).toBe(index);
    verifyTlogProof(parseTlogProof(eventProof.text), leafHash(leafOf(recorded)), keys);
    const unknown = await ask('{ eventProof(id: "00000000-0000-4000-8000-000000000000") { index } }');
    expect(unknown).toEqual({ eventProof: null });
  });

  it('proves that a later tree begins with an earlier one', async () => {
    const { checkpoint: before } = await sealed();
    const next = overWebSocket<Checkpoint>(server.url, 'subscription { checkpointPublished { size root note } }');
    await eventually(async () => {
      await editor.record('recordEvidenceAccess', room.access({ access: 'PARTIAL' }));
      expect(next.items.length).toBeGreaterThan(0);
    });
    await next.drop();
    const { checkpoint: after } = await sealed();
    const { consistencyProof } = await ask<{ consistencyProof: { hashes: string[] } }>(
      `{ consistencyProof(from: ${before.size}, to: ${after.size}) { hashes } }`,
    );
    const tree = ({ size, root }: Checkpoint) => ({ size, root: Buffer.from(root, 'base64') });
    const hashes = consistencyProof.hashes.map((hash) => Buffer.from(hash, 'base64'));
    verifyConsistency(tree(before), tree(after), hashes);
  });

  it.each([
    ['eventProof(id: "x") { index }', 'INVALID_QUERY'],
    ['consistencyProof(from: 5, to: 2) { hashes }', 'INVALID_QUERY'],
    ['consistencyProof(from: 1, to: 999999) { hashes }', 'NOT_SEALED'],
  ])('refuses %s', async (field, code) => {
    const { errors } = await server.client().answer(`{ ${field} }`);
    expect(errors?.[0]?.extensions?.['code']).toBe(code);
  });

  it('cites a record, by what can be looked up and checked later', async () => {
    const { checkpoint } = await sealed();
    const title = 'A shooting {in} 100% of "quotes" & more';
    const incident = idOf(await editor.record('reportIncident', incidentInput(room.source, { title })));
    await sealed();
    const CITE = `query ($record: ID!, $asOf: AsOfInput) {
      citation(record: $record, asOf: $asOf) { reference index treeSize root text csl bibtex }
    }`;
    interface Cited {
      readonly citation: {
        readonly reference: string;
        readonly index: number;
        readonly treeSize: number;
        readonly root: string;
        readonly text: string;
        readonly csl: Readonly<Record<string, unknown>>;
        readonly bibtex: string;
      } | null;
    }
    const { citation } = await ask<Cited>(CITE, { record: incident });
    const { reference, index, root, text, csl, bibtex } = citation!;
    const { record } = await ask<{ record: { treeSize: number; root: string } }>(
      `{ record(asOf: { index: ${index} }) { treeSize root } }`,
    );
    expect(record).toEqual({ treeSize: index + 1, root });
    expect(text).toContain(title);
    expect(text).toContain(root);
    expect(text).toContain('https://record.example.org');
    expect(reference).toMatch(new RegExp(`^onrecord:[0-9a-f-]{36}/${incident}@${index}$`));
    expect(csl).toMatchObject({
      id: reference,
      title,
      URL: 'https://record.example.org',
      'container-title': 'On Record',
    });
    expect(bibtex).toContain('A shooting \\{in\\} 100\\% of "quotes" \\& more');
    // Fixed: later entries change nothing of it.
    await editor.record('recordEvidenceAccess', room.access({ access: 'FULL' }));
    const { citation: again } = await ask<Cited>(CITE, { record: incident, asOf: { index } });
    expect(again).toEqual(citation);
    // Of a moment at which it was not on record there is nothing to cite.
    expect(await ask<Cited>(CITE, { record: incident, asOf: { index: checkpoint.size - 1 } })).toEqual({
      citation: null,
    });
  });
});

describe('a server that keeps no ledger', () => {
  it('says so, and cites without a root', async () => {
    const server = await startFreshServer({ ONRECORD_LEDGER: 'off' });
    const { errors } = await server.client().answer('{ checkpoint { size } }');
    expect(errors?.[0]?.extensions?.['code']).toBe('NO_LEDGER');
    const answer = await server
      .client()
      .answer<{ ledgerStatus: unknown }>('{ ledgerStatus { state size } citation(record: "log") { root text } }');
    expect(answer.data).toMatchObject({ ledgerStatus: { state: 'OFF', size: null }, citation: { root: null } });
    expect(answer.extensions).not.toHaveProperty('ledger');
    await server.stop();
  });
});
