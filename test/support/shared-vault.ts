import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startPgliteServer } from './pglite-server.js';

/** A vault that several nodes share. */
export interface SharedVault {
  readonly database: string;
  readonly password: string;
  /** What every node is to be told. */
  readonly environment: { readonly VAULT: string; readonly ONRECORD_VAULT_KEY: string };
  /** With whatever is still connected to it. */
  remove(): Promise<void>;
}

/** A database of its own on the server that DATABASE_URL names, else PostgreSQL within this process. */
export async function makeSharedVault(): Promise<SharedVault> {
  const ONRECORD_VAULT_KEY = randomBytes(32).toString('base64');
  const admin = process.env['DATABASE_URL'];
  if (!admin) {
    const server = await startPgliteServer();
    const environment = { VAULT: server.url, ONRECORD_VAULT_KEY };
    return { database: 'postgres', password: '', environment, remove: () => server.close() };
  }
  const database = `onrecord_test_${randomBytes(8).toString('hex')}`;
  await sql(admin, `CREATE DATABASE ${database}`);
  const url = Object.assign(new URL(admin), { pathname: `/${database}` });
  return {
    database,
    password: url.password,
    environment: { VAULT: url.href, ONRECORD_VAULT_KEY },
    remove: () => sql(admin, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  };
}

async function sql(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
