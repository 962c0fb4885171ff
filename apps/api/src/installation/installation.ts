import type { Logger } from 'pino';
import { CommandExecutor, type EntryLocator } from '#commands';
import type { ReadModel } from '#read-model';
import type { Config } from '../config/index.js';
import { DueRecorder } from './due.recorder.js';
import { ErasureFollower } from './erasure.follower.js';
import { openServingModel } from './serving-model.js';
import { executorOn, openStores, type Stores } from './stores.js';
import { VaultSweeper } from './vault.sweeper.js';

/** Everything that a running server has open. */
export interface Installation {
  readonly stores: Stores;
  readonly readModel: ReadModel;
  readonly executor: CommandExecutor;
  close(): Promise<void>;
}

export interface InstallationOptions {
  /** Whether it records that something went stale or a deadline passed; the default. In an old log that is nearly all. */
  readonly recordsDue?: boolean;
}

/**
 * Opens an installation, and carries out what the log says is erased before anything can be asked.
 * @throws InstallationError, LogUnavailableError, MasterKeyError and their like, each with what to do
 */
export async function openInstallation(
  config: Config,
  logger: Logger,
  { recordsDue = true }: InstallationOptions = {},
): Promise<Installation> {
  const stores = await openStores(config);
  try {
    const readModel = openServingModel(stores, config);
    const executor = executorOn(stores, locatorOf(readModel));
    const erasures = new ErasureFollower(stores.store, stores.vault, readModel, logger);
    erasures.start();
    await erasures.caughtUp;
    const due = new DueRecorder(executor, readModel, { ...stores, staleDays: config.staleDays }, logger);
    if (recordsDue) due.start();
    const sweeper = new VaultSweeper(stores.store, stores.vault, readModel, logger);
    sweeper.start();
    const close = async () => {
      // Those that write first, then what they write to.
      await due.stop();
      await sweeper.stop();
      await erasures.stop();
      await readModel.close();
      await stores.close();
    };
    return { stores, readModel, executor, close };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

const locatorOf = (readModel: ReadModel): EntryLocator => ({
  locate: async (entry) => {
    const found = readModel.locate(entry);
    return found && { stream: found.record, revision: found.revision };
  },
});
