import { openPostgresVault } from './open-postgres-vault.js';
import { MIGRATIONS } from './vault.migrations.js';
import { dropSchema, newSchema, testServer } from './testing/postgres-vault.harness.js';
import { keyOf, MASTER, nameRow, putOf } from './testing/rows.builder.js';
import { PostgresVaultStore } from './postgres-vault.store.js';
import { person } from '../contract/openings.builder.js';
import { WriteTwice } from './testing/write-twice.database.js';

const key = Buffer.alloc(32, 3).toString('base64');

describe('a vault on PostgreSQL', () => {
  it('does not start without a configured key, and says how one is made', async () => {
    const opening = openPostgresVault({ url: 'postgres://127.0.0.1:1/x', configuredKey: undefined });
    await expect(opening).rejects.toMatchObject({ code: 'MASTER_KEY_UNUSABLE' });
    await expect(opening).rejects.toThrow(/ONRECORD_VAULT_KEY.*every node.*openssl rand -base64 32/);
  });

  it('names a server that is away, without the credentials', async () => {
    const opening = openPostgresVault({ url: 'postgres://ana:hunter2@127.0.0.1:1/records', configuredKey: key });
    await expect(opening).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE', where: 'postgres://127.0.0.1:1/records' });
    await expect(opening).rejects.toThrow(/^(?!.*(?:hunter2|ana)).*nothing answers there/);
  });

  it('refuses what is no address, and does not show it', async () => {
    const opening = openPostgresVault({ url: 'hunter2@nowhere', configuredKey: key });
    await expect(opening).rejects.toThrow(/^(?!.*hunter2).*not a URL/);
  });
});

describe('a store on PostgreSQL', () => {
  const server = testServer();
  let schema: string;
  beforeEach(() => (schema = newSchema()));
  afterEach(() => dropSchema(server.connect, schema));

  async function open(): Promise<PostgresVaultStore> {
    return PostgresVaultStore.open(await server.connect(schema));
  }

  it('that a newer version wrote is refused, and left as it is', async () => {
    await (await open()).close();
    const db = await server.connect(schema);
    await db.query('UPDATE schema_version SET version = $1', [MIGRATIONS.length + 1]);
    await expect(open()).rejects.toThrow('start the version that wrote it');
    await expect(db.query('SELECT version FROM schema_version')).resolves.toEqual([{ version: MIGRATIONS.length + 1 }]);
    await db.close();
  });

  it('gives every name token, page by page, and those that came meanwhile', async () => {
    const store = await open();
    await store.initialise(MASTER);
    const subject = person();
    const keys = [keyOf(subject)];
    const put = async (count: number) => {
      const rows = Array.from({ length: count }, () => nameRow(subject));
      await expect(store.put(putOf(keys, ...rows))).resolves.toEqual({ kind: 'STORED' });
      return rows.flatMap(({ nameTokens }) => nameTokens.map((token) => Buffer.from(token).toString('hex')));
    };
    const wanted = new Set(await put(25));
    const seen = new Set<string>();
    let cursor: string | undefined;
    for (let page = 0; ; page++) {
      const next = await store.nameTokensSince(cursor, 10);
      for (const token of next.tokens) seen.add(Buffer.from(token).toString('hex'));
      cursor = next.cursor;
      if (next.tokens.length < 10) break;
      if (page < 3) for (const token of await put(1)) wanted.add(token);
    }
    expect(seen).toEqual(wanted);
    const late = await put(2);
    const { tokens } = await store.nameTokensSince(cursor, 1000);
    expect(tokens.map((token) => Buffer.from(token).toString('hex'))).toEqual(expect.arrayContaining(late));
    await store.close();
  });

  it('reads the names anew where the cursor is of another life of the server', async () => {
    const store = await open();
    await store.initialise(MASTER);
    const subject = person();
    await store.put(putOf([keyOf(subject)], nameRow(subject)));
    const foreign = JSON.stringify(['2001-01-01 00:00:00+00', '999999999', '999999999', '0', 'LATER']);
    expect((await store.nameTokensSince(foreign, 10)).tokens).toHaveLength(1);
    await store.close();
  });

  it('tells the time by the clock of the database', async () => {
    const store = await PostgresVaultStore.open(await server.connect(schema), { clock: () => 0 });
    const before = await store.sharedTime();
    const after = await store.sharedTime();
    // The store's own clock stands at 1970.
    expect(new Date(before!).getUTCFullYear()).toBeGreaterThanOrEqual(2025);
    expect(after).toBeGreaterThanOrEqual(before!);
    await store.close();
  });

  it('gives a transaction again that met another in the same rows', async () => {
    const db = new WriteTwice(await server.connect(schema));
    const store = await PostgresVaultStore.open(db);
    await store.initialise(MASTER);
    const subject = person();
    db.collisions = 3;
    await expect(store.put(putOf([keyOf(subject)], nameRow(subject)))).resolves.toEqual({ kind: 'STORED' });
    expect(db.collisions).toBe(0);
    await expect(store.stats()).resolves.toMatchObject({ openings: 1 });
    db.collisions = 100;
    await expect(store.revokeToken('0'.repeat(32), 1)).rejects.toMatchObject({ code: 'VAULT_UNAVAILABLE' });
    await store.close();
  });
});
