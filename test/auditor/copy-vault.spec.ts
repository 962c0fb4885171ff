import '../support/patience.js';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { GraphQLClient } from '../../apps/demo/src/loading/graphql.client.js';
import { Recorder } from '../../apps/demo/src/loading/recorder.js';
import { someone } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { idOf, newsroom, on } from '../support/newsroom.js';
import { startPgliteServer } from '../support/pglite-server.js';
import { sealed } from '../support/sealed.js';
import { type RunningServer, startServer, temporaryFolder } from '../support/server.js';
import { auditor } from './auditor.js';

const EMBEDDED = { EVENT_STORE: 'sqlite:' };
const reason = { text: 'It was decided so.' };
const NAMES = `query ($kept: ID!, $erased: ID!) {
  kept: person(id: $kept) { name { __typename ... on Disclosed { value } } }
  erased: person(id: $erased) { name { __typename } }
  peopleNamed(name: "vera testperson") { id }
}`;

const cleaning: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).toReversed()) await clean();
});

async function sealedBy(server: RunningServer): Promise<string> {
  await sealed(server);
  return (await fetch(`${server.url}/log/checkpoints?after=0`)).text();
}

it('an embedded vault moves to PostgreSQL with its ledger: values, erasures, tokens and checkpoints go on', async () => {
  const folder = await temporaryFolder();
  cleaning.push(() => folder.remove());
  const database = await startPgliteServer();
  cleaning.push(() => database.close());
  // It begins with the first that asks, and may take longer for that than a vault has patience.
  const first = new pg.Client({ connectionString: database.url });
  await first.connect();
  await first.end();
  const embedded = await startServer(folder.path, EMBEDDED);
  cleaning.push(() => embedded.stop());
  const editor = await someone(embedded, 'EDITOR', 'ADMIN');
  const { source } = await newsroom(editor);
  const named = async (full: string) => {
    const person = idOf(await editor.record('registerPerson', { kind: 'PRIVATE', reason }));
    await editor.record('describePerson', {
      record: person,
      name: { full },
      occurred: on('2026-01-14'),
      sources: [{ source }],
    });
    return person;
  };
  const [kept, erased] = [await named('Vera Testperson'), await named('Wanda Testperson')];
  const basis = { code: 'SUBJECT_REQUEST' };
  const erasure = { record: erased, all: true, basis, reason, acknowledge: ['SEQUENCE'] };
  await editor.record('erasePersonalData', erasure);
  const ask = (client: GraphQLClient) => client.ask<{ erased: object }>(NAMES, { kept, erased });
  await eventually(async () =>
    expect(await ask(editor.client)).toMatchObject({ erased: { name: { __typename: 'Erased' } } }),
  );
  const before = await ask(editor.client);
  expect(before).toMatchObject({ kept: { name: { value: 'Vera Testperson' } }, peopleNamed: [{ id: kept }] });
  const checkpoints = await sealedBy(embedded);
  const copyVault = () => auditor(['copy-vault', '--from', folder.path], { COPY_TO: database.url });
  expect(await copyVault()).toMatchObject({ code: 2, stderr: expect.stringContaining('stop it') as string });
  await embedded.stop();

  const { code, stdout, stderr } = await copyVault();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/Verified: all rows the same to the byte, and \d+ sealed values? opened/);
  expect(stdout).toMatch(/Ledger: \d+ checkpoints?/);

  const environment = {
    ...EMBEDDED,
    VAULT: database.url,
    ONRECORD_VAULT_KEY: (await readFile(join(folder.path, 'vault.key'), 'utf8')).trim(),
    ONRECORD_LEDGER_KEY: (await readFile(join(folder.path, 'ledger.key'), 'utf8')).trim(),
  };
  const moved = await startServer(folder.path, environment);
  cleaning.push(() => moved.stop());
  expect(moved.adminToken).toBeUndefined();
  const again = new Recorder(moved.client(editor.token));
  expect(await ask(again.client)).toEqual(before);
  await again.record('requestErasure', { record: kept, fields: ['name'], by: 'SUBJECT', reason });
  expect(await sealedBy(moved)).toContain(checkpoints.trim());
});

it.each([
  [['--to', 'mysql://user:secret@127.0.0.1/x'], 3, /--to/],
  [['--to', 'postgres://user:secret@127.0.0.1:1/x', '--from', '/nowhere'], 3, /there is no vault/],
])('tells what it cannot do: %s', async (args, exit, message) => {
  const { code, stderr } = await auditor(['copy-vault', ...args]);
  expect([code, stderr]).toEqual([exit, expect.stringMatching(message)]);
  expect(stderr).not.toContain('secret');
});
