import type { OpeningCacheOptions } from '../cache/opening.cache.js';
import { loadMasterKey } from '../keys/master-key.file.js';
import { SealedVault } from '../sealed-vault.js';
import { SqliteVaultStore } from './sqlite-vault.store.js';

export interface SqliteVaultOptions {
  /** The database, for its owner alone (mode 0600); made where it does not exist. */
  readonly file: string;
  /** Where the master key is kept if none is configured; made on the first start, with mode 0600. */
  readonly keyFile: string;
  /** 32 bytes as base64 or hexadecimal. */
  readonly configuredKey?: string;
  readonly cache?: OpeningCacheOptions;
  /** Milliseconds since the Unix epoch. */
  readonly clock?: () => number;
}

/**
 * The vault of the embedded mode.
 * @throws MasterKeyError, WrongMasterKeyError or VaultUnavailableError, each with what to do; nothing is left open
 */
export async function openSqliteVault(options: SqliteVaultOptions): Promise<SealedVault> {
  const { file, keyFile, configuredKey, cache, clock } = options;
  const store = await SqliteVaultStore.open({ file, clock });
  try {
    const vaultInitialised = (await store.masterKeyId()) !== undefined;
    const masterKey = loadMasterKey({ fromConfig: configuredKey, file: keyFile, vaultInitialised });
    return await SealedVault.open(store, { masterKey, cache, clock });
  } catch (error) {
    await store.close();
    throw error;
  }
}
