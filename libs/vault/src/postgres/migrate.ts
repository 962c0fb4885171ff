import type { Sql, SqlDatabase } from './sql.port.js';
import { MIGRATIONS } from './vault.migrations.js';
import { VaultUnavailableError } from '../vault.errors.js';

/** 13 has `xid8`, and is the oldest in Debian's long-term support. */
const OLDEST = 130_000;
/** Milliseconds. */
const PATIENCE = 120_000;

/**
 * Makes the tables where there are none, or brings older ones up. Nodes that start at once wait for the first of them.
 * A role that may not make tables can start on a vault that has them.
 * @throws VaultUnavailableError where a newer program wrote it, or the server is too old or would lose what it answered
 */
export async function migrate(db: SqlDatabase): Promise<void> {
  await requireServer(db);
  if ((await versionOf(db)) === MIGRATIONS.length) return;
  await db.transaction(
    async (sql) => {
      await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`on-record/migrate/${db.schema}`]);
      const [{ missing } = { missing: true }] = await sql.query<{ missing: boolean }>(
        'SELECT to_regnamespace($1) IS NULL AS missing',
        [db.schema],
      );
      // The name is ours and was checked: an identifier cannot be a parameter.
      if (missing) await sql.query(`CREATE SCHEMA ${db.schema}`);
      const found = await versionOf(sql);
      refuseNewer(db, found);
      if (found === 0) {
        await sql.query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
        await sql.query('INSERT INTO schema_version SELECT 0 WHERE NOT EXISTS (SELECT FROM schema_version)');
      }
      for (const migration of MIGRATIONS.slice(found)) await runAll(sql, migration);
      await sql.query('UPDATE schema_version SET version = $1', [MIGRATIONS.length]);
    },
    { patience: PATIENCE },
  );
}

/** 0 where there is no vault yet. */
export async function versionOf(sql: Sql): Promise<number> {
  const [there] = await sql.query<{ exists: boolean }>("SELECT to_regclass('schema_version') IS NOT NULL AS exists");
  if (!there?.exists) return 0;
  return (await sql.query<{ version: number }>('SELECT version FROM schema_version'))[0]?.version ?? 0;
}

/** @throws VaultUnavailableError where the vault is newer than this program */
export function refuseNewer({ where }: SqlDatabase, found: number): void {
  if (found <= MIGRATIONS.length) return;
  const why = `it is of version ${found}, and this program knows up to ${MIGRATIONS.length}: start the version that wrote it`;
  throw new VaultUnavailableError(where, why);
}

async function requireServer(db: SqlDatabase): Promise<void> {
  const [server] = await db.query<{ version: string; durable: string }>(
    "SELECT current_setting('server_version_num') AS version, current_setting('synchronous_commit') AS durable",
  );
  if (Number(server?.version) < OLDEST)
    throw new VaultUnavailableError(db.where, `it is PostgreSQL ${server?.version}, and 13 is the oldest that will do`);
  if (server?.durable === 'off') {
    const why =
      'synchronous_commit is off, so it could lose what it answered: ALTER ROLE … SET synchronous_commit = on';
    throw new VaultUnavailableError(db.where, why);
  }
}

/** One statement at a time; a function's body is between `$$`. */
async function runAll(sql: Sql, script: string): Promise<void> {
  for (const statement of script.match(/(?:\$\$[^]*?\$\$|--[^\n]*|[^;])+/g) ?? [])
    if (statement.trim()) await sql.query(statement);
}
