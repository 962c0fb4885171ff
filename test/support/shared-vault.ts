import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A vault that several nodes share. */
export interface SharedVault {
  readonly database: string;
  readonly password: string;
  /** What every node is to be told. */
  readonly environment: { readonly VAULT: string; readonly ONRECORD_VAULT_KEY: string };
  /** With whatever is still connected to it. */
  remove(): Promise<void>;
}

/** A database of its own on the server that DATABASE_URL names, else on the PGlite that the run has. */
export async function makeSharedVault(): Promise<SharedVault> {
  const ONRECORD_VAULT_KEY = randomBytes(32).toString('base64');
  const admin = process.env['DATABASE_URL'] ?? process.env['PGLITE_URL'];
  if (!admin) throw new Error('neither DATABASE_URL nor PGLITE_URL is set: run it with Jest');
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
