import { migrate } from './migrate.js';
import { openPgDatabase, type PgDatabaseOptions } from './pg.database.js';
import { unavailable } from './postgres.errors.js';

const ROLE = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Makes the tables as the role that will own them, and lets another use them: it reads and changes rows and rewrites a
 * table after an erasure; it makes, alters, empties and drops none. Repeatable.
 * @throws VaultUnavailableError
 */
export async function preparePostgresVault(options: PgDatabaseOptions, role: string | undefined): Promise<string> {
  if (role !== undefined && !ROLE.test(role)) throw new Error(`"${role}" is no plain name for a role`);
  const db = await openPgDatabase({ ...options, maxConnections: 1 });
  try {
    await migrate(db);
    if (role)
      await db.transaction(async (sql) => {
        // Names, which cannot be parameters; both were checked.
        await sql.query(`GRANT USAGE ON SCHEMA ${db.schema} TO ${role}`);
        await sql.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${db.schema} TO ${role}`);
        await sql.query(`REVOKE INSERT, UPDATE, DELETE ON schema_version FROM ${role}`);
        await sql.query(`GRANT EXECUTE ON FUNCTION rewrite TO ${role}`);
      });
    return db.where;
  } catch (error) {
    throw unavailable(db.where, error);
  } finally {
    await db.close();
  }
}
