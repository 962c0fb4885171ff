/** What only a real server can show, which has more than one connection: jest.config.js runs it where there is one. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { opening, person } from '../contract/openings.builder.js';
import { SealedVault } from '../sealed-vault.js';
import { SubjectErasedError, VaultUnavailableError, WrongMasterKeyError } from '../vault.errors.js';
import { openPostgresVault } from './open-postgres-vault.js';
import * as writing from './opening.writes.js';
import { openPgDatabase } from './pg.database.js';
import { PostgresVaultStore, type PostgresVaultStoreOptions } from './postgres-vault.store.js';
import { preparePostgresVault } from './prepare-postgres-vault.js';
import type { Sql, SqlDatabase } from './sql.port.js';
import { dropSchema, newSchema } from './testing/postgres-vault.harness.js';
import { keyOf, MASTER, nameRow, putOf } from './testing/rows.builder.js';

const url = process.env['DATABASE_URL'] ?? '';
const always = () => true;
const hex = (token: Uint8Array) => Buffer.from(token).toString('hex');

describe('several nodes on one PostgreSQL', () => {
  let schema: string;
  let aside: SqlDatabase;
  const opened: { close(): Promise<void> }[] = [];
  beforeEach(async () => {
    schema = newSchema();
    aside = await openPgDatabase({ url, schema });
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await aside.close();
    await dropSchema((name) => openPgDatabase({ url, schema: name }), schema);
  });

  async function node(options?: PostgresVaultStoreOptions, database = {}): Promise<PostgresVaultStore> {
    const store = await PostgresVaultStore.open(await openPgDatabase({ url, schema, ...database }), options);
    opened.push(store);
    await store.initialise(MASTER);
    return store;
  }
  const masterKey = randomBytes(32);
  async function vaultNode(options?: PostgresVaultStoreOptions): Promise<SealedVault> {
    const store = await PostgresVaultStore.open(await openPgDatabase({ url, schema }), options);
    opened.push(store);
    return SealedVault.open(store, { masterKey, cache: { ttl: 0 }, clock: options?.clock });
  }

  /** A transaction that has done its work and is not committed until it is let go. */
  async function held(work: (sql: Sql) => Promise<unknown>): Promise<() => Promise<void>> {
    const [worked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const committed = aside.transaction(async (sql) => {
      await work(sql);
      worked.resolve();
      await released.promise;
    });
    await Promise.race([worked.promise, committed]);
    return async () => {
      released.resolve();
      await committed;
    };
  }

  /** Until so many statements wait for a lock, so that the test does not go on too early. */
  async function waiting(count: number): Promise<void> {
    for (;;) {
      const rows = await aside.query<{ n: number }>(
        `SELECT count(*)::float8 AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid)
         WHERE NOT l.granted AND a.application_name = 'on-record' AND a.datname = current_database()`,
      );
      if ((rows[0]?.n ?? 0) >= count) return;
      await sleep(10);
    }
  }

  it('make the tables once, though all start at once', async () => {
    const nodes = await Promise.all(Array.from({ length: 8 }, () => node()));
    await expect(nodes[7]?.stats()).resolves.toEqual({ openings: 0, subjects: 0, erasedSubjects: 0 });
  });

  it('see the name of a transaction that was slower to commit than a later one', async () => {
    const [a, b] = [await node(), await node()];
    const [slow, quick] = [nameRow(person()), nameRow(person())];
    const release = await held((sql) => writing.put(sql, putOf([keyOf(slow.subject)], slow), 1));
    await b.put(putOf([keyOf(quick.subject)], quick));
    const before = await a.nameTokensSince(undefined, 100);
    expect(before.tokens.map(hex)).toEqual(quick.nameTokens.map(hex));
    await release();
    const after = await a.nameTokensSince(before.cursor, 100);
    expect(after.tokens.map(hex)).toEqual(expect.arrayContaining(slow.nameTokens.map(hex)));
  });

  it('leave no name out, however their commits and the pages of a reader fall', async () => {
    const [reader, ...writers] = await Promise.all(Array.from({ length: 5 }, () => node()));
    const wanted = new Set<string>();
    const seen = new Set<string>();
    let [cursor, done] = [undefined as string | undefined, false];
    const read = async () => {
      for (let short = false; !short;) {
        const page = await reader!.nameTokensSince(cursor, 7);
        for (const token of page.tokens) seen.add(hex(token));
        [cursor, short] = [page.cursor, page.tokens.length < 7];
      }
    };
    const reading = (async () => {
      while (!done) await read();
    })();
    await Promise.all(
      writers.map(async (writer, n) => {
        for (let i = 0; i < 40; i++) {
          const rows = Array.from({ length: 1 + ((i * 7 + n) % 9) }, () => nameRow(person()));
          await writer.put(
            putOf(
              rows.map(({ subject }) => keyOf(subject)),
              ...rows,
            ),
          );
          for (const { nameTokens } of rows) for (const token of nameTokens) wanted.add(hex(token));
        }
      }),
    );
    done = true;
    await reading;
    await read();
    expect([...wanted].filter((token) => !seen.has(token))).toEqual([]);
  });

  it('make one key for a person whom all meet at once', async () => {
    const nodes = await Promise.all([vaultNode(), vaultNode(), vaultNode()]);
    const subject = person();
    const openings = Array.from({ length: 60 }, (_, value) => opening({ subject, value }));
    await Promise.all(openings.map((one, n) => nodes[n % 3]!.put([one])));
    for (const vault of nodes) await expect(vault.open(openings)).resolves.toEqual(openings);
    await expect(nodes[0]!.stats()).resolves.toMatchObject({ openings: 60, subjects: 1 });
  });

  it('put the same persons and openings in opposite orders, and none is a victim', async () => {
    const nodes = await Promise.all([vaultNode(), vaultNode()]);
    for (let round = 0; round < 20; round++) {
      const openings = Array.from({ length: 6 }, () => opening());
      await Promise.all([nodes[0]!.put(openings), nodes[1]!.put(openings.toReversed())]);
      await expect(nodes[0]!.open(openings)).resolves.toEqual(openings);
    }
  });

  it.each([
    ['new', false],
    ['known', true],
  ])('erase what another was about to put for a %s person', async (_, known) => {
    const [a, b] = [await node(), await node()];
    const subject = person();
    const key = keyOf(subject);
    if (known) await a.put(putOf([key], nameRow(subject)));
    const row = nameRow(subject);
    const release = await held((sql) => writing.put(sql, putOf([key], row), 1));
    const fencing = a.fence({ entry: randomUUID(), subject, fields: 'ALL', at: 1 });
    await waiting(1);
    await release();
    await fencing;
    await expect(b.openings([row])).resolves.toEqual([undefined]);
    await expect(b.destroy(subject)).resolves.toBe(known ? 2 : 1);
    await expect(b.put(putOf([key], row))).resolves.toMatchObject({ kind: 'SUBJECT_ERASED' });
    await expect(b.stats()).resolves.toMatchObject({ openings: 0 });
  });

  it('carry the same erasure out at once, and count each opening once', async () => {
    const nodes = await Promise.all([vaultNode(), vaultNode(), vaultNode()]);
    const [subject, entry] = [person(), randomUUID()];
    const openings = Array.from({ length: 20 }, (_, value) => opening({ subject, value }));
    await nodes[0]!.put(openings);
    const erasure = { subject, fields: 'ALL', entry, isBefore: always } as const;
    const erased = await Promise.all(nodes.map((vault) => vault.erase(erasure)));
    expect(erased.reduce((sum, one) => sum + one.openings, 0)).toBe(20);
    await expect(nodes[1]!.erasures(subject)).resolves.toMatchObject([{ entry, openings: 20 }]);
  });

  it('put and erase a person beside each other: no opening is left, whoever was first', async () => {
    const [a, b] = [await vaultNode(), await vaultNode()];
    for (let round = 0; round < 10; round++) {
      const subject = person();
      const openings = Array.from({ length: 12 }, (_, value) => opening({ subject, value }));
      const puts = openings.map((one) => a.put([one]));
      const erasing = b.erase({ subject, fields: 'ALL', entry: randomUUID(), isBefore: always });
      for (const put of await Promise.allSettled(puts))
        if (put.status === 'rejected') expect(put.reason).toBeInstanceOf(SubjectErasedError);
      await erasing;
      await expect(a.open(openings)).resolves.toEqual(openings.map(() => undefined));
    }
    await expect(a.stats()).resolves.toMatchObject({ openings: 0 });
  });

  it('never sweep an opening that another was answered for', async () => {
    const clock = { now: 1_000 };
    const options = { clock: () => clock.now };
    const [vault, store] = [await vaultNode(options), await node(options)];
    for (let round = 0; round < 30; round++) {
      const openings = Array.from({ length: 8 }, () => opening());
      await vault.put(openings);
      clock.now += 10;
      const before = clock.now;
      const [swept] = await Promise.all([
        store.removeUnchecked(openings, before),
        vault.put(openings.slice(0, 4)).then(() => vault.put(openings.slice(2, 6))),
      ]);
      const left = await vault.open(openings);
      expect(left.slice(0, 6)).toEqual(openings.slice(0, 6));
      // An opening that was swept first was put anew.
      expect(swept).toBeGreaterThanOrEqual(2);
      clock.now += 10;
    }
  });

  it('change the master key: what others were answered for opens with the new one, and they are told', async () => {
    const [a, b] = [await vaultNode(), await vaultNode()];
    const next = randomBytes(32);
    const openings = Array.from({ length: 80 }, () => opening());
    await a.put([opening()]);
    const puts = openings.map(async (one, n) => {
      await sleep(n % 10);
      await b.put([one]);
    });
    const rewrapping = a.rewrap(next);
    const results = await Promise.allSettled(puts);
    await rewrapping;
    const answered = openings.filter((_, n) => results[n]?.status === 'fulfilled');
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(WrongMasterKeyError);
    await expect(a.open(answered)).resolves.toEqual(answered);
    await expect(b.put([opening()])).rejects.toThrow(WrongMasterKeyError);
  });

  it('say so where a reader holds erased bytes up, and can be asked again', async () => {
    const vault = await vaultNode({ purgeAttempts: 2 });
    const one = opening();
    await vault.put([one]);
    const release = await held(async (sql) => {
      await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await sql.query('SELECT count(*) FROM schema_version');
    });
    const again = { subject: one.subject, fields: 'ALL', entry: randomUUID(), isBefore: always } as const;
    await expect(vault.erase(again)).rejects.toThrow('end it');
    await expect(vault.open([one])).resolves.toEqual([undefined]);
    await release();
    await expect(vault.erase(again)).resolves.toEqual({ openings: 0 });
    await expect(aside.query('SELECT * FROM purge_due')).resolves.toEqual([]);
  });

  it('use no more connections than they may', async () => {
    const own = new URL(url);
    own.searchParams.set('application_name', schema);
    const store = await node({}, { url: own.href, maxConnections: 3 });
    let most = 0;
    const rows = Array.from({ length: 60 }, () => nameRow(person()));
    await Promise.all(
      rows.map(async (row) => {
        await store.put(putOf([keyOf(row.subject)], row));
        const sql = 'SELECT count(*)::float8 AS n FROM pg_stat_activity WHERE application_name = $1';
        most = Math.max(most, (await aside.query<{ n: number }>(sql, [schema]))[0]?.n ?? 0);
      }),
    );
    await expect(store.stats()).resolves.toMatchObject({ openings: 60 });
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('give up on a statement that takes too long, and go on', async () => {
    const store = await node({}, { statementTimeout: 400 });
    const release = await held((sql) => sql.query('LOCK TABLE opening IN ACCESS EXCLUSIVE MODE'));
    const { password } = new URL(url);
    const stats = store.stats();
    await expect(stats).rejects.toThrow(VaultUnavailableError);
    await expect(stats).rejects.toMatchObject({
      message: expect.stringMatching(/(57014|55P03)/),
      where: expect.not.stringContaining(password),
    });
    await release();
    await expect(store.stats()).resolves.toMatchObject({ openings: 0 });
  });

  it('go on after the server has cut their connections, without a restart', async () => {
    const own = new URL(url);
    own.searchParams.set('application_name', schema);
    const store = await node({}, { url: own.href });
    const sql = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1';
    expect((await aside.query(sql, [schema])).length).toBeGreaterThan(0);
    // The first to be asked may be the one that finds out.
    await store.stats().catch((error: unknown) => expect(error).toBeInstanceOf(VaultUnavailableError));
    await expect(store.stats()).resolves.toMatchObject({ openings: 0 });
  });

  it('refuse a server that may forget what it answered', async () => {
    const forgetful = new URL(url);
    forgetful.searchParams.set('options', '-c synchronous_commit=off');
    const opening = openPostgresVault({ url: forgetful.href, schema, configuredKey: masterKey.toString('hex') });
    await expect(opening).rejects.toThrow('synchronous_commit is off');
  });

  it('refuse a wrong password without telling it', async () => {
    const wrong = new URL(url);
    wrong.password = 'hunter2';
    const opening = openPostgresVault({ url: wrong.href, schema, configuredKey: masterKey.toString('hex') });
    await expect(opening).rejects.toThrow(/^(?!.*hunter2).*the password is wrong/);
  });

  describe('under a role that owns nothing', () => {
    const role = `onrecord_test_${randomBytes(6).toString('hex')}`;
    const limited = new URL(url || 'postgres://none');
    beforeEach(async () => {
      await aside.query(`CREATE ROLE ${role} LOGIN PASSWORD 'for-this-test-only'`);
      [limited.username, limited.password] = [role, 'for-this-test-only'];
    });
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
      await aside.query(`DROP OWNED BY ${role}`);
      await aside.query(`DROP ROLE ${role}`);
    });
    const limitedVault = async () => {
      const options = { url: limited.href, schema, configuredKey: masterKey.toString('hex') };
      const vault = await openPostgresVault(options);
      opened.push(vault);
      return vault;
    };

    it('say how the vault is prepared, where it is not', async () => {
      await expect(limitedVault()).rejects.toThrow('npm run vault:prepare -- --grant');
    });

    it('do all that a node does, and can drop, alter and empty nothing', async () => {
      await preparePostgresVault({ url, schema }, role);
      await preparePostgresVault({ url, schema }, role);
      const vault = await limitedVault();
      const [one, other] = [opening({ field: 'name', value: 'Ana Ruiz' }), opening()];
      await vault.put([one, other]);
      await vault.setCheckpoint('erasures', '1');
      await vault.erase({ subject: one.subject, fields: 'ALL', entry: randomUUID(), isBefore: always });
      await expect(vault.open([one, other])).resolves.toEqual([undefined, other]);
      await expect(aside.query('SELECT * FROM purge_due')).resolves.toEqual([]);
      const db = await openPgDatabase({ url: limited.href, schema });
      opened.push(db);
      for (const statement of [
        'DROP TABLE opening',
        `DROP SCHEMA ${schema} CASCADE`,
        'TRUNCATE sealed_value',
        'ALTER TABLE opening ADD COLUMN more text',
        'CREATE TABLE more (id int)',
        'UPDATE schema_version SET version = 0',
      ])
        await expect(db.query(statement)).rejects.toMatchObject({ code: '42501' });
    });
  });
});
