import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A vault that several nodes share: a database of its own on the server that DATABASE_URL names. */
export interface SharedVault {
  readonly database: string;
  readonly password: string;
  /** What every node is to be told. */
  readonly environment: { readonly VAULT: string; readonly ONRECORD_VAULT_KEY: string };
  make(): Promise<void>;
  /** With whatever is still connected to it. */
  drop(): Promise<void>;
}

/** Suites with one match `postgres….server.spec`: jest.config.js runs those where DATABASE_URL names a server. */
export function sharedVault(): SharedVault {
  const admin = process.env['DATABASE_URL'] ?? '';
  const database = `onrecord_test_${randomBytes(8).toString('hex')}`;
  const VAULT = admin && Object.assign(new URL(admin), { pathname: `/${database}` }).href;
  return {
    database,
    password: admin && new URL(admin).password,
    environment: { VAULT, ONRECORD_VAULT_KEY: randomBytes(32).toString('base64') },
    make: () => sql(admin, `CREATE DATABASE ${database}`),
    drop: () => sql(admin, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
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
