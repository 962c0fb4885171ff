import './support/patience.js';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadConfig } from '../apps/api/src/config/index.js';
import { openStores } from '../apps/api/src/installation/stores.js';
import type { RequestError } from '../apps/demo/src/loading/graphql.client.js';
import { type MutationInput, Recorder } from '../apps/demo/src/loading/recorder.js';
import { type Double, startDouble } from './kurrentdb-double/index.js';
import { type Someone, someone } from './support/actors.js';
import { eventually } from './support/eventually.js';
import { idOf, type Newsroom, newsroom, on } from './support/newsroom.js';
import { type RunningServer, startServer, temporaryFolder } from './support/server.js';

const NAME = 'Rosa Testperson';
const LOOK = `query ($incident: ID!, $person: ID!) {
  incident(id: $incident) { title { text } }
  person(id: $person) { name { __typename ... on Disclosed { value } ... on Withheld { reason } } }
  peopleNamed(name: "Rosa Testperson") { id }
}`;

interface Seen {
  readonly incident: { readonly title: { readonly text: string } };
  readonly person: { readonly name: object };
  readonly peopleNamed: readonly object[];
}

describe('a server that is started while its log is away', () => {
  let double: Double;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: RunningServer;
  let adminToken: string | undefined;
  let editor: Someone;
  let room: Newsroom;
  let person: string;
  const start = (up: 'ready' | 'live') =>
    startServer(folder.path, { EVENT_STORE: double.connectionString, ONRECORD_PUBLIC_READ: 'false' }, up);
  beforeAll(async () => {
    double = await startDouble();
    folder = await temporaryFolder();
    server = await start('ready');
    ({ adminToken } = server);
    editor = await someone(server, 'EDITOR');
    room = await newsroom(editor);
    person = idOf(await editor.record('registerPerson', { kind: 'PRIVATE', reason: { text: 'It is needed.' } }));
    const because = { occurred: on('2026-01-14'), sources: [{ source: room.source }] };
    await editor.record('describePerson', { record: person, name: { full: NAME }, ...because });
    await server.stop();
    await double.crash();
    server = await start('live');
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
    await double.stop();
  });

  const look = async () => {
    const client = server.client(editor.token);
    const { data, extensions } = await client.answer<Seen>(LOOK, { incident: room.incident, person });
    return { ...data!, ...(extensions!['readModel'] as { index: number; ageMs: number }) };
  };
  const record = (input: MutationInput) =>
    new Recorder(server.client(editor.token)).record('recordEvidenceAccess', input);
  const ready = async () => {
    const answer = await fetch(`${server.url}/health/ready`);
    return { status: answer.status, text: await answer.text() };
  };

  it('knows who asks by vault and read model, and lets nobody do more than read what all may', async () => {
    const askedBy = (token?: string) =>
      server
        .client(token)
        .ask('{ __typename }')
        .catch(({ code }: RequestError) => code);
    expect(await askedBy(editor.token)).toEqual({ __typename: 'Query' });
    expect(await askedBy(`onr_${'0'.repeat(32)}_${'A'.repeat(43)}`)).toBe('UNAUTHENTICATED');
    expect(await askedBy()).toBe('UNAUTHENTICATED');
    const headers = { authorization: `Bearer ${adminToken}` };
    expect((await fetch(`${server.url}/peer/read-model`, { headers })).status).toBe(403);
  });

  it('tells what it knew last and how old that is, no personal value, and refuses to write; then goes on by itself', async () => {
    const before = await look();
    expect(before).toMatchObject({
      incident: { title: { text: 'A shooting' } },
      person: { name: { __typename: 'Withheld', reason: 'LOG_AWAY' } },
      peopleNamed: [],
    });
    expect(before.ageMs).toBeGreaterThan(1_000);
    expect(await ready()).toMatchObject({ status: 503, text: expect.stringContaining(`127.0.0.1:${double.port}`) });
    const headers = { authorization: `Bearer ${editor.token}` };
    expect((await fetch(`${server.url}/log/checkpoint`, { headers })).status).toBe(200);
    const entries = server.client(editor.token).ask('{ history(first: 1) { nodes { index recorded } } }');
    await expect(entries).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    const input = room.access({ commandId: randomUUID(), access: 'PARTIAL' });
    await expect(record(input)).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });

    await double.restart();
    await eventually(async () => expect(await record(input)).toMatchObject({ repeated: false }));
    expect(await record(input)).toMatchObject({ repeated: true });
    await eventually(async () =>
      expect(await look()).toMatchObject({
        person: { name: { __typename: 'Disclosed', value: NAME } },
        peopleNamed: [{ id: person }],
        index: before.index + 1,
      }),
    );
    await eventually(async () => expect(await ready()).toMatchObject({ status: 200 }));
  });

  it('stops, and says why, where the log that comes back is of another record', async () => {
    const other = { file: join(folder.path, 'other.log'), dataDir: join(folder.path, 'other') };
    const elsewhere = await startDouble({ file: other.file });
    await (await openStores(loadConfig({ DATA_DIR: other.dataDir, EVENT_STORE: elsewhere.connectionString }))).close();
    await elsewhere.stop();

    await server.stop();
    await double.stop();
    server = await start('live');
    expect((await look()).incident.title.text).toBe('A shooting');
    double = await startDouble({ port: double.port, file: other.file });
    expect(await server.exited).toBe(1);
    expect(server.log()).toContain('Log and vault are not of the same record');
    expect(server.log()).toContain('Nothing was changed.');
  });
});
