import type { Vault } from '#vault';
import { openPostgresVault, peekPostgresVault } from '#vault/postgres';
import { openSqliteVault, peekVault } from '#vault/sqlite';
import type { Config } from '../config/index.js';
import type { DataFiles } from './files.js';

/** What a vault says of itself before it is opened. */
export interface VaultTrace {
  readonly initialised: boolean;
  checkpoint(name: string): string | undefined;
}

/** Where the vault is, and how it is opened there. */
export interface VaultPlace {
  /** File, or address without credentials. */
  readonly where: string;
  /** Makes nothing. */
  peek(checkpoints: readonly string[]): Promise<VaultTrace>;
  open(): Promise<Vault>;
}

type VaultConfig = Partial<Pick<Config, 'vault' | 'vaultKey'>>;

/** In the data folder, or in the PostgreSQL that all nodes share. */
export function vaultPlace(
  { vault = 'sqlite:', vaultKey: configuredKey }: VaultConfig,
  files: Pick<DataFiles, 'vault' | 'vaultKey'>,
): VaultPlace {
  if (vault === 'sqlite:') {
    return {
      where: files.vault,
      peek: async (checkpoints) => peekVault(files.vault, checkpoints),
      open: () =>
        openSqliteVault({ file: files.vault, keyFile: files.vaultKey, ...(configuredKey ? { configuredKey } : {}) }),
    };
  }
  const { protocol, host, pathname } = new URL(vault);
  return {
    where: `${protocol}//${host}${pathname}`,
    peek: (checkpoints) => peekPostgresVault({ url: vault }, checkpoints),
    open: () => openPostgresVault({ url: vault, configuredKey }),
  };
}
