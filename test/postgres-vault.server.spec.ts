/** The whole server with its vault in PostgreSQL; jest.config.js runs it where DATABASE_URL names a server. */
import './support/patience.js';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { someone } from './support/actors.js';
import { eventually } from './support/eventually.js';
import { idOf, newsroom, on } from './support/newsroom.js';
import { makeSharedVault, type SharedVault } from './support/shared-vault.js';
import { startServer as start, type RunningServer, temporaryFolder } from './support/server.js';

const TOKEN_COMMAND = fileURLToPath(new URL('../apps/api/src/token.js', import.meta.url));
const reason = { text: 'It was decided so.' };
const NAME = `query ($person: ID!) { person(id: $person) { name { __typename ... on Disclosed { value } } } }`;

let vault: SharedVault;
let VAULT: string;
let key: string;

const running: RunningServer[] = [];
async function startServer(...parts: Parameters<typeof start>): Promise<RunningServer> {
  const server = await start(...parts);
  running.push(server);
  return server;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  vault = await makeSharedVault();
  ({ VAULT, ONRECORD_VAULT_KEY: key } = vault.environment);
});
afterAll(async () => {
  for (const server of running) await server.stop();
  await vault.remove();
  await folder.remove();
});

describe('a server with its vault in PostgreSQL', () => {
  it('seals, opens, erases, and gives the same after a restart', async () => {
    const keyFile = join(folder.path, 'configured.key');
    await writeFile(keyFile, `${key}\n`);
    const data = join(folder.path, 'data');
    const first = await startServer(data, { VAULT, ONRECORD_VAULT_KEY_FILE: keyFile });
    const editor = await someone(first, 'EDITOR', 'ADMIN');
    const { source } = await newsroom(editor);
    const named = async (full: string) => {
      const person = idOf(await editor.record('registerPerson', { kind: 'PRIVATE', reason }));
      const because = { occurred: on('2026-01-14'), sources: [{ source }] };
      await editor.record('describePerson', { record: person, name: { full }, ...because });
      return person;
    };
    const [ada, bea] = [await named('Ada Testperson'), await named('Bea Testperson')];
    await editor.record('erasePersonalData', {
      record: bea,
      all: true,
      basis: { code: 'SUBJECT_REQUEST' },
      reason,
      acknowledge: ['SEQUENCE'],
    });
    expect(await first.stop()).toBe(0);
    expect(first.log() + first.output()).not.toContain(vault.password);

    const second = await startServer(data, { VAULT, ONRECORD_VAULT_KEY: key });
    const client = second.client(editor.token);
    await expect(client.ask(NAME, { person: ada })).resolves.toEqual({
      person: { name: { __typename: 'Disclosed', value: 'Ada Testperson' } },
    });
    await eventually(async () => {
      await expect(client.ask(NAME, { person: bea })).resolves.toEqual({ person: { name: { __typename: 'Erased' } } });
    });
    await second.stop();
  });

  it('is refused with a key that is not the one it was written under, and without one', async () => {
    const data = join(folder.path, 'data');
    const other = randomBytes(32).toString('base64');
    await expect(startServer(data, { VAULT, ONRECORD_VAULT_KEY: other })).rejects.toThrow('configure the former');
    await expect(startServer(data, { VAULT })).rejects.toThrow(/exit code 78[^]*ONRECORD_VAULT_KEY: it is not set/);
  });

  it('is refused beside another log: a vault belongs to one record', async () => {
    const elsewhere = join(folder.path, 'elsewhere');
    await mkdir(elsewhere);
    const starting = startServer(elsewhere, { VAULT, ONRECORD_VAULT_KEY: key });
    await expect(starting).rejects.toThrow(
      new RegExp(`The log is missing: .*elsewhere.*${vault.database} has followed one`),
    );
    await expect(starting).rejects.not.toThrow(vault.password);
  });

  it('issues a token by the local command', async () => {
    const environment = {
      PATH: process.env['PATH'],
      DATA_DIR: join(folder.path, 'data'),
      VAULT,
      ONRECORD_VAULT_KEY: key,
    };
    const child = spawn(process.execPath, [TOKEN_COMMAND, '--role', 'VIEWER'], { env: environment });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (printed += text));
    await once(child, 'exit');
    expect(printed).toMatch(/^onr_/);
  });
});
