import type { Pool, PoolClient } from 'pg';
import { VaultUnavailableError } from '../vault.errors.js';
import { codeOf } from './postgres.errors.js';
import type { Sql, SqlDatabase, SqlValue, TransactionOptions } from './sql.port.js';

export interface PgDatabaseOptions {
  /** `postgres://user:password@host:port/database?sslmode=…`, as libpq reads it. */
  readonly url: string;
  /** Default `vault`. */
  readonly schema?: string;
  /** Default 10: with three nodes a third of PostgreSQL's own default of 100. */
  readonly maxConnections?: number;
  /** Milliseconds; default 10 000, far above what any statement of the vault takes and below a client's patience. */
  readonly statementTimeout?: number;
}

/** Milliseconds. A lock of the vault is held for one commit. */
const LOCK_TIMEOUT = 5_000;
const CONNECT_TIMEOUT = 5_000;
/** Of the first connection: a process that starts is loading meanwhile, which holds up its answers and not its timers. */
const FIRST_CONNECT_TIMEOUT = 20_000;
/** Milliseconds by which this side waits longer than the server, for a server that has gone without a word. */
const GRACE = 2_000;
const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Loads `pg`, which an installation with an embedded vault never does. Connects with the first statement. */
export async function openPgDatabase(options: PgDatabaseOptions): Promise<SqlDatabase> {
  const { url, schema = 'vault', maxConnections = 10, statementTimeout = 10_000 } = options;
  if (!SCHEMA.test(schema)) throw new Error(`"${schema}" is no plain name for a schema`);
  const { default: pg } = await import('pg');
  const config = {
    connectionString: withSearchPath(url, schema),
    application_name: 'on-record',
    connectionTimeoutMillis: FIRST_CONNECT_TIMEOUT,
    statement_timeout: statementTimeout,
    lock_timeout: Math.min(LOCK_TIMEOUT, statementTimeout),
    idle_in_transaction_session_timeout: statementTimeout,
    query_timeout: statementTimeout + GRACE,
    keepAlive: true,
  };
  const { host, port, database = '' } = new pg.Client(config);
  const pool = new pg.Pool({ ...config, max: maxConnections, idleTimeoutMillis: 30_000 });
  pool.once('connect', () => (pool.options.connectionTimeoutMillis = CONNECT_TIMEOUT));
  // An idle connection that breaks is taken out of the pool; the next statement tells.
  pool.on('error', () => undefined);
  return new PgDatabase(pool, `postgres://${host}:${port}/${database}`, schema);
}

function withSearchPath(url: string, schema: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new VaultUnavailableError('PostgreSQL', 'its address is not a URL: postgres://user@host:5432/database');
  }
  const own = parsed.searchParams.get('options');
  parsed.searchParams.set('options', `${own ? `${own} ` : ''}-c search_path=${schema}`);
  return parsed.href;
}

class PgDatabase implements SqlDatabase {
  /** Prepared once for each connection: to plan a look-up in sixteen parts costs more than to run it. */
  private readonly names = new Map<string, string>();

  constructor(
    private readonly pool: Pool,
    readonly where: string,
    readonly schema: string,
  ) {}

  async query<R>(text: string, values: readonly SqlValue[] = []): Promise<R[]> {
    return (await this.pool.query(this.statement(text, values))).rows as R[];
  }

  async transaction<T>(work: (sql: Sql) => Promise<T>, { patience, onNotice }: TransactionOptions = {}): Promise<T> {
    const client = await this.pool.connect();
    const notice = ({ detail }: { detail?: string }) => onNotice?.(detail ?? '');
    client.on('notice', notice);
    let broken = true;
    try {
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
      if (patience) await client.query(`SET LOCAL statement_timeout = ${Math.trunc(patience)}`);
      const result = await work(this.on(client, patience));
      await client.query('COMMIT');
      broken = false;
      return result;
    } catch (error) {
      broken = await failsToRollBack(client, error);
      throw error;
    } finally {
      client.off('notice', notice);
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    if (!this.pool.ended) await this.pool.end();
  }

  private on(client: PoolClient, patience: number | undefined): Sql {
    const timeout = patience ? { query_timeout: patience + GRACE } : {};
    return {
      query: async <R>(text: string, values: readonly SqlValue[] = []) =>
        (await client.query({ ...this.statement(text, values), ...timeout })).rows as R[],
    };
  }

  private statement(text: string, values: readonly SqlValue[]) {
    // Definitions come without values, and once.
    if (values.length === 0) return { text, values: [] };
    const name = this.names.get(text) ?? `v${this.names.size + 1}`;
    this.names.set(text, name);
    return { name, text, values: [...values] };
  }
}

/** A connection whose state is not certain is given up: the server then rolls back. */
async function failsToRollBack(client: PoolClient, error: unknown): Promise<boolean> {
  if (codeOf(error) && !SQLSTATE.test(codeOf(error) ?? '')) return true;
  try {
    await client.query('ROLLBACK');
    return false;
  } catch {
    return true;
  }
}
