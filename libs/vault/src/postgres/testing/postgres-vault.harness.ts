import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { RawRow, VaultHarness } from '../../contract/vault.harness.js';
import { SealedVault } from '../../sealed-vault.js';
import type { OpeningRef } from '../../vault.port.js';
import { openPgDatabase } from '../pg.database.js';
import { PostgresVaultStore } from '../postgres-vault.store.js';
import { columnsOf, REFS, SAME } from '../refs.js';
import type { SqlDatabase } from '../sql.port.js';

/** Gives databases whose unqualified names mean the schema; all of them are the same one. */
export type ConnectTo = (schema: string) => Promise<SqlDatabase>;

export interface TestServer {
  readonly name: string;
  readonly connect: ConnectTo;
}

/** The server that DATABASE_URL names, else the PGlite that the run has. */
export function testServer(): TestServer {
  const url = process.env['DATABASE_URL'];
  const address = url ?? process.env['PGLITE_URL'];
  if (!address) throw new Error('neither DATABASE_URL nor PGLITE_URL is set: run it with Jest');
  let up: Promise<void> | undefined;
  return {
    name: url ? 'PostgreSQL' : 'PGlite',
    async connect(schema) {
      await (up ??= answers(address));
      return openPgDatabase({ url: address, schema });
    },
  };
}

/** PGlite begins with the first that asks, and may take longer than the vault has patience. */
async function answers(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
}

/** Of this run alone, so that a shared server can be used. */
export const newSchema = (): string => `onrecord_test_${randomBytes(8).toString('hex')}`;

export async function dropSchema(connect: ConnectTo, schema: string): Promise<void> {
  const db = await connect(schema);
  await db.query('SET client_min_messages = warning');
  await db.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await db.close();
}

const JOINED = `opening o ON ${SAME} JOIN subject_key k ON k.id = o.subject_id
  JOIN sealed_value s ON s.opening_id = o.id AND s.bucket = k.bucket`;

/**
 * Makes vaults, each in a schema that nobody else has at that time, with a look into its tables and their files. A schema
 * that is given back is emptied for the next: on PGlite to make all tables takes longer than most of the tests.
 */
export function postgresVaults(connect: ConnectTo): { make(): Promise<VaultHarness>; drop(): Promise<void> } {
  const made: string[] = [];
  const free: string[] = [];
  return {
    make() {
      const schema = free.pop() ?? newSchema();
      if (!made.includes(schema)) made.push(schema);
      return makePostgresVault(connect, schema, () => free.push(schema));
    },
    async drop() {
      for (const schema of made) await dropSchema(connect, schema);
    },
  };
}

async function makePostgresVault(connect: ConnectTo, schema: string, giveBack: () => void): Promise<VaultHarness> {
  const clock = { now: Date.UTC(2026, 0, 15) };
  const masterKey = randomBytes(32);
  const options = { clock: () => clock.now };
  let store: PostgresVaultStore;
  let vault: SealedVault;
  const behind = await connect(schema);

  async function open(key: Uint8Array): Promise<SealedVault> {
    store = await PostgresVaultStore.open(await connect(schema), options);
    // Values from memory would hide what a test does to the rows.
    vault = await SealedVault.open(store, { masterKey: key, cache: { ttl: 0 }, ...options });
    return vault;
  }

  await open(masterKey);
  return {
    clock,
    masterKey,
    get vault() {
      return vault;
    },
    async reopen(key = masterKey) {
      await store.close();
      return open(key);
    },
    storedBytes: () => filesOf(behind, schema),
    async rawRow(ref: OpeningRef) {
      const sql = `SELECT s.data_key AS "dataKey", s.sealed FROM ${REFS} JOIN ${JOINED}`;
      return (await behind.query<RawRow>(sql, columnsOf([ref])))[0]!;
    },
    async setRawRow(ref, { dataKey, sealed }) {
      const sql = `UPDATE sealed_value SET data_key = $4, sealed = $5 FROM ${REFS} JOIN ${JOINED}
        WHERE sealed_value.opening_id = s.opening_id AND sealed_value.bucket = s.bucket`;
      await behind.query(sql, [...columnsOf([ref]), dataKey, sealed]);
    },
    fence: (subject) => store.fence({ entry: randomUUID(), subject, fields: 'ALL', at: clock.now }),
    async close() {
      await store.close();
      await empty(behind, schema);
      await behind.close();
      giveBack();
    },
  };
}

/** Gives every table that holds anything, or ever did, a new file: the next test looks for bytes in them. */
async function empty(db: SqlDatabase, schema: string): Promise<void> {
  const used = await db.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = to_regnamespace($1) AND c.relkind = 'r'
       AND c.relname <> 'schema_version' AND pg_relation_size(c.oid) > 0`,
    [schema],
  );
  // Names of our own tables, which cannot be parameters.
  if (used.length > 0) await db.query(`TRUNCATE ${used.map(({ name }) => name).join(', ')} RESTART IDENTITY CASCADE`);
}

/** Files of the schema's tables, their indexes and what they keep apart, as they are on the server's disk. */
async function filesOf(db: SqlDatabase, schema: string): Promise<Buffer> {
  await db.query('CHECKPOINT');
  const rows = await db.query<{ bytes: Uint8Array }>(
    `WITH own AS (SELECT c.oid, c.reltoastrelid FROM pg_class c WHERE c.relnamespace = to_regnamespace($1)),
          every AS (SELECT oid FROM own UNION SELECT reltoastrelid FROM own
                    UNION SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT reltoastrelid FROM own))
     SELECT pg_read_binary_file(pg_relation_filepath(oid)) AS bytes FROM every
     WHERE pg_relation_filepath(oid) IS NOT NULL`,
    [schema],
  );
  return Buffer.concat(rows.map(({ bytes }) => bytes));
}
