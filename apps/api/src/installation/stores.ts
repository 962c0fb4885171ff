import { randomUUID } from 'node:crypto';
import { CommandExecutor, type EntryLocator } from '#commands';
import { SqliteEventStore } from '#event-store/sqlite';
import type { Vault } from '#vault';
import { openSqliteVault } from '#vault/sqlite';
import type { Config } from '../config/index.js';
import { admit } from './admission.js';
import { dataFiles, type DataFiles } from './files.js';
import { openLog, type OpenedLog } from './open-log.js';
import { keepSameRecord, requireSameRecord } from './same-record.js';

/** The durable parts of an installation: what the server and the local commands both open. */
export interface Stores extends OpenedLog {
  readonly files: DataFiles;
  readonly store: SqliteEventStore;
  readonly vault: Vault;
  close(): Promise<void>;
}

type StoresConfig = Pick<Config, 'dataDir' | 'eventStore' | 'vaultKey' | 'acceptOlderLog'>;

/**
 * Opens the log and the vault, and what is not there yet is made. Nothing stays open where it fails.
 * @throws InstallationError where they are not of one record
 */
export async function openStores(config: StoresConfig): Promise<Stores> {
  const files = dataFiles(config);
  await requireSameRecord(files, config.acceptOlderLog);
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const part of opened.toReversed()) await part.close();
  };
  try {
    const vault = await openSqliteVault({
      file: files.vault,
      keyFile: files.vaultKey,
      ...(config.vaultKey ? { configuredKey: config.vaultKey } : {}),
    });
    opened.push(vault);
    const store = await SqliteEventStore.open({ file: files.log, admit });
    opened.push(store);
    const log = await openLog(store, randomUUID);
    await keepSameRecord(store, vault, log);
    return { files, store, vault, ...log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A locator for where no read model is at hand: only entries of the same record can be referred to. */
export const nowhere: EntryLocator = { locate: async () => undefined };

export const executorOn = ({ store, vault }: Pick<Stores, 'store' | 'vault'>, locator: EntryLocator): CommandExecutor =>
  new CommandExecutor({ store, vault, locator });
