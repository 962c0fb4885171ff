import type { OpeningCacheOptions } from '../cache/opening.cache.js';
import { parseMasterKey } from '../keys/master-key.text.js';
import { SealedVault } from '../sealed-vault.js';
import { MasterKeyError } from '../vault.errors.js';
import { openPgDatabase, type PgDatabaseOptions } from './pg.database.js';
import { PostgresVaultStore } from './postgres-vault.store.js';

export interface PostgresVaultOptions extends PgDatabaseOptions {
  /** 32 bytes as base64 or hexadecimal. */
  readonly configuredKey: string | undefined;
  readonly cache?: OpeningCacheOptions;
  /** Milliseconds since the Unix epoch. */
  readonly clock?: () => number;
}

/**
 * The vault that several nodes share. Its key has to be configured: one that a node made for itself would be on that
 * node alone.
 * @throws MasterKeyError, WrongMasterKeyError or VaultUnavailableError, each with what to do; nothing is left open
 */
export async function openPostgresVault(options: PostgresVaultOptions): Promise<SealedVault> {
  const { configuredKey, cache, clock, ...database } = options;
  if (!configuredKey) {
    throw new MasterKeyError(
      'a vault on PostgreSQL needs its master key from the configuration: set ONRECORD_VAULT_KEY, or ' +
        'ONRECORD_VAULT_KEY_FILE, to the same key on every node. Make one with: openssl rand -base64 32',
    );
  }
  const masterKey = parseMasterKey(configuredKey, 'the configured vault key');
  const store = await PostgresVaultStore.open(await openPgDatabase(database), { clock });
  try {
    return await SealedVault.open(store, { masterKey, cache, clock });
  } catch (error) {
    await store.close();
    throw error;
  }
}
