import { getCheckpoint } from './checkpoint.rows.js';
import { masterKeyId } from './key.writes.js';
import { refuseNewer, versionOf } from './migrate.js';
import { openPgDatabase, type PgDatabaseOptions } from './pg.database.js';
import { unavailable } from './postgres.errors.js';

/** What can be read of a vault without its key, and without making anything. */
export interface VaultTrace {
  /** Address without credentials. */
  readonly where: string;
  /** Whether it was ever opened with a key. */
  readonly initialised: boolean;
  checkpoint(name: string): string | undefined;
}

/**
 * Looks into a vault before it is opened, since opening makes what is missing.
 * @param checkpoints names of those that may be asked for
 * @throws VaultUnavailableError where the database cannot be read
 */
export async function peekPostgresVault(
  options: PgDatabaseOptions,
  checkpoints: readonly string[],
): Promise<VaultTrace> {
  const db = await openPgDatabase({ ...options, maxConnections: 1 });
  const { where } = db;
  try {
    const version = await versionOf(db);
    refuseNewer(db, version);
    if (version === 0) return { where, initialised: false, checkpoint: () => undefined };
    const kept = new Map<string, string | undefined>();
    for (const name of checkpoints) kept.set(name, await getCheckpoint(db, name));
    return { where, initialised: (await masterKeyId(db)) !== undefined, checkpoint: (name) => kept.get(name) };
  } catch (error) {
    throw unavailable(where, error);
  } finally {
    await db.close();
  }
}
