import { DatabaseFileError, isBlank, openDatabase } from '#sqlite';
import { VaultUnavailableError } from '../vault.errors.js';
import { VaultReads } from './vault.reads.js';

/** What can be read of a vault without its key, and without making anything. */
export interface VaultTrace {
  /** Whether it was ever opened with a key. */
  readonly initialised: boolean;
  checkpoint(name: string): string | undefined;
}

const NOTHING: VaultTrace = { initialised: false, checkpoint: () => undefined };

/**
 * Looks into a vault before it is opened, since opening makes what is missing.
 * @param checkpoints names of those that may be asked for
 * @throws VaultUnavailableError where the file cannot be read
 */
export function peekVault(file: string, checkpoints: readonly string[]): VaultTrace {
  try {
    if (isBlank(file)) return NOTHING;
    const db = openDatabase(file, { readOnly: true });
    try {
      const reads = new VaultReads(db);
      const kept = new Map(checkpoints.map((name) => [name, reads.checkpoint(name)]));
      return { initialised: reads.masterKeyId() !== undefined, checkpoint: (name) => kept.get(name) };
    } finally {
      db.close();
    }
  } catch (cause) {
    throw new VaultUnavailableError(file, DatabaseFileError.from(file, cause).why, { cause });
  }
}
