import '../support/patience.js';
import { cp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { GraphQLClient } from '../../apps/demo/src/loading/graphql.client.js';
import { administratorOf, someone } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { readIndex } from '../support/log-head.js';
import { idOf, newsroom, on } from '../support/newsroom.js';
import { startServer, temporaryFolder } from '../support/server.js';

const NAME = 'Rosa Testperson';
const reason = { text: 'It was decided so.' };
const EVERYWHERE = `query ($id: ID!, $before: SafeInt!) {
  person(id: $id) { name { __typename ... on Disclosed { value } } nationality { __typename } }
  record(asOf: { index: $before }) { person(id: $id) { name { __typename ... on Disclosed { value } } } }
  peopleNamed(name: "rosa testperson") { id }
  erasures: history(record: $id) { nodes { type recorded } }
}`;
interface Seen {
  readonly person: { readonly name: { readonly __typename: string; readonly value?: string } };
  readonly record: Seen;
  readonly peopleNamed: readonly { readonly id: string }[];
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

it('of the vault, a backup made before an erasure gives back nothing of it, from the first answer on', async () => {
  const server = await startServer(folder.path);
  const admin = administratorOf(server);
  const editor = await someone(server, 'EDITOR');
  const { source } = await newsroom(editor);
  const person = idOf(await editor.record('registerPerson', { kind: 'PRIVATE', reason }));
  const because = { occurred: on('2026-01-14'), sources: [{ source }] };
  const nationality = { nationality: { code: 'VE' } };
  await editor.record('describePerson', { record: person, name: { full: NAME }, ...nationality, ...because });
  const before = await readIndex(editor.client);
  const ask = (client: GraphQLClient) => client.ask<Seen>(EVERYWHERE, { id: person, before });
  expect(await ask(editor.client)).toMatchObject({
    person: { name: { value: NAME } },
    peopleNamed: [{ id: person }],
  });

  // As a backup that is taken while the server runs.
  const [vault, backup] = [join(folder.path, 'vault.db'), join(folder.path, 'backup.db')];
  const reader = new DatabaseSync(vault, { readOnly: true });
  reader.prepare('VACUUM INTO ?').run(backup);
  reader.close();

  const scope = { record: person, fields: ['name'] };
  const request = await editor.record('requestErasure', { ...scope, by: 'SUBJECT', reason });
  await admin.record('decideErasure', { record: person, request: request.entry, outcome: 'GRANTED', reason });
  const { entry } = await admin.record('erasePersonalData', { ...scope, basis: { code: 'SUBJECT_REQUEST' }, reason });
  await eventually(async () => expect((await ask(editor.client)).person.name.__typename).toBe('Erased'));
  await admin.record('verifyErasure', { record: person, erasure: entry, how: 'Asked for it.', reason });
  await server.stop();

  for (const suffix of ['-wal', '-shm']) await rm(`${vault}${suffix}`, { force: true });
  await cp(backup, vault);
  // As soon as anything answers at all, ready or not.
  const restored = await startServer(folder.path, {}, 'live');
  const first = await ask(restored.client(editor.token));
  expect(JSON.stringify(first)).not.toContain('Rosa');
  expect(first).toMatchObject({
    // What was not erased was in the backup, and is there.
    person: { name: { __typename: 'Erased' }, nationality: { __typename: 'Disclosed' } },
    record: { person: { name: { __typename: 'Erased' } } },
    peopleNamed: [],
  });
  const restoredVault = new DatabaseSync(vault, { readOnly: true });
  expect(restoredVault.prepare('SELECT entry FROM erasure').all()).toEqual([{ entry }]);
  expect(
    restoredVault.prepare("SELECT count(*) AS n FROM opening WHERE field = 'name' AND sealed IS NOT NULL").get(),
  ).toEqual({ n: 0 });
  restoredVault.close();
  await restored.stop();
});
