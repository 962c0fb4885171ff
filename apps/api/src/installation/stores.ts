import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { CommandExecutor, type EntryLocator } from '#commands/executor';
import type { Vault } from '#vault';
import type { Config } from '../config/index.js';
import { admit } from './admission.js';
import { dataFiles, type DataFiles, InstallationError } from './files.js';
import { NodeClock } from './node.clock.js';
import { openStoreAt, type OpenedStore } from '../../../shared/src/log/log.adapter.js';
import { openLog, type OpenedLog, readLogId } from './open-log.js';
import { keepSameRecord, requireSameRecord } from './same-record.js';
import { vaultPlace } from './vault-place.js';

/** The durable parts of an installation: what the server and the local commands both open. */
export interface Stores extends OpenedLog {
  readonly files: DataFiles;
  readonly store: OpenedStore;
  readonly vault: Vault;
  /** Where nodes share the vault: its clock is what theirs are compared with. */
  readonly clock?: NodeClock | undefined;
  close(): Promise<void>;
}

type StoresConfig = Pick<Config, 'dataDir' | 'eventStore' | 'streamPrefix' | 'vault' | 'vaultKey' | 'acceptOlderLog'>;

/**
 * Opens the log and the vault, and what is not there yet is made. Nothing stays open where it fails.
 * @throws InstallationError where they are not of one record, or a new one would begin at a wrong time
 */
export async function openStores(config: StoresConfig, logger?: Pick<Logger, 'warn' | 'error'>): Promise<Stores> {
  const files = dataFiles(config);
  const place = vaultPlace(config, files);
  await requireSameRecord(files, place, config.acceptOlderLog);
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const part of opened.toReversed()) await part.close();
  };
  try {
    const vault = await place.open();
    opened.push(vault);
    const clock = await NodeClock.start(vault, logger);
    if (clock) opened.push({ close: () => clock.stop() });
    const store = await openStoreAt(files.place, { admit });
    opened.push(store);
    if (clock?.problem !== undefined && (await readLogId(store)) === undefined)
      throw new InstallationError(`${clock.problem} Nor does it begin a new record.`);
    const log = await openLog(store, randomUUID);
    await keepSameRecord(store, vault, log);
    return { files, store, vault, clock, ...log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A locator for where no read model is at hand: only entries of the same record can be referred to. */
export const nowhere: EntryLocator = { locate: async () => undefined, incidentsOf: async () => [] };

export const executorOn = ({ store, vault }: Pick<Stores, 'store' | 'vault'>, locator: EntryLocator): CommandExecutor =>
  new CommandExecutor({ store, vault, locator });
