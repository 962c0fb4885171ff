import { PgHeadStore, type PgQueries } from './pg-head.store.js';
import { prepareHeadFor } from './head.tables.js';
import { HeadUnavailableError } from '../head/head.error.js';

export interface PgHeadOptions {
  /** `postgres://user:password@host:port/database?sslmode=…`, as libpq reads it. */
  readonly url: string;
  /** Default `ledger`. */
  readonly schema?: string;
}

/** Milliseconds. A statement of ours takes a few. */
const STATEMENT = 10_000;
const CONNECT = 5_000;
/** Milliseconds by which this side waits longer than the server, for a server that has gone without a word. */
const GRACE = 2_000;
/** One node seals, one statement at a time; the rest are look-ups of checkpoints. */
const CONNECTIONS = 3;

/**
 * Loads `pg`, which an installation without a server never does.
 * @throws HeadUnavailableError
 */
export async function openPgHead({ url, schema = 'ledger' }: PgHeadOptions): Promise<PgHeadStore> {
  const queries = await connect(url);
  try {
    return await PgHeadStore.open(queries, shown(url), schema);
  } catch (error) {
    await queries.close();
    throw error;
  }
}

/** See `prepareHeadFor`. @throws HeadUnavailableError */
export async function preparePgHead(
  { url, schema = 'ledger' }: PgHeadOptions,
  role: string | undefined,
): Promise<void> {
  const queries = await connect(url);
  try {
    await prepareHeadFor(queries, schema, role);
  } catch (error) {
    throw new HeadUnavailableError(shown(url), (error as Error).message, { cause: error });
  } finally {
    await queries.close();
  }
}

function shown(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

async function connect(url: string): Promise<PgQueries> {
  if (!URL.canParse(url))
    throw new HeadUnavailableError('PostgreSQL', 'its address is not a URL: postgres://user@host:5432/database');
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'on-record-ledger',
    connectionTimeoutMillis: CONNECT,
    statement_timeout: STATEMENT,
    query_timeout: STATEMENT + GRACE,
    max: CONNECTIONS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  // An idle connection that breaks is taken out of the pool; the next statement tells.
  pool.on('error', () => undefined);
  return {
    query: (text, values) => pool.query(text, values),
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}
