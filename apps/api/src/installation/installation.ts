import type { Logger } from 'pino';
import { CommandExecutor, type EntryLocator } from '#commands/executor';
import type { ReadModel } from '#read-model';
import { lockFile, type FileLock } from '#sqlite';
import type { Config } from '../config/index.js';
import { DueRecorder } from './due.recorder.js';
import { ErasureFollower } from './erasure.follower.js';
import { type DataFiles, dataFiles, InstallationError } from './files.js';
import { type Ledger, openLedger } from './ledger.js';
import type { LogPresence } from './log.presence.js';
import { recordSigningKeys } from './signing-keys.recorder.js';
import { openServingModel } from './serving-model.js';
import { executorOn, type Stores } from './stores.js';
import { takeReadModelOver } from './read-model.takeover.js';
import { VaultSweeper } from './vault.sweeper.js';
import { openStoresOfServer } from './without-log.js';

/** Everything that a running server has open. */
export interface Installation {
  readonly stores: Stores;
  readonly presence: LogPresence;
  readonly readModel: ReadModel;
  readonly executor: CommandExecutor;
  /** Undefined where this node keeps none. */
  readonly ledger: Ledger | undefined;
  /** Resolved where a log that was away at the start is not one to go on with: the server is to be stopped. */
  readonly failed: Promise<Error>;
  close(): Promise<void>;
}

export interface InstallationOptions {
  /** Whether it records that something went stale or a deadline passed; the default. In an old log that is nearly all. */
  readonly recordsDue?: boolean;
}

/**
 * Opens an installation for this process alone, and carries out what the log says is erased before anything can be
 * asked. Where the log is away it serves what it knew last (see `without-log.ts`), and does the rest when it is back.
 * @throws InstallationError, LogUnavailableError, MasterKeyError and their like, each with what to do
 */
export async function openInstallation(
  config: Config,
  logger: Logger,
  { recordsDue = true }: InstallationOptions = {},
): Promise<Installation> {
  const lock = lockFolder(dataFiles(config));
  let stores: Stores | undefined;
  let ledger: Ledger | undefined;
  try {
    const opened = await openStoresOfServer(config, logger);
    const { presence } = opened;
    stores = opened.stores;
    const { clock, close: closeStores } = stores;
    const mayRecord = () => !clock?.isOff;
    ledger = await openLedger(stores, config, logger);
    await takeReadModelOver(stores, config, ledger, logger);
    const readModel = openServingModel(stores, presence, config, logger);
    const executor = executorOn(stores, locatorOf(readModel));
    const erasures = new ErasureFollower(stores.store, stores.vault, readModel, logger);
    const due = new DueRecorder(executor, readModel, { ...stores, staleDays: config.staleDays, mayRecord }, logger);
    const sweeper = new VaultSweeper(stores.store, stores.vault, readModel, logger, mayRecord);
    const closing = new AbortController();
    const { signal } = closing;
    const wasAway = !presence.isKnown;
    const recordKeys = async () => ledger && recordSigningKeys(executor, opened.stores, ledger.vkeys, logger);
    const followLog = async () => {
      await opened.comeBack(recordKeys, signal);
      signal.throwIfAborted();
      ledger?.start();
      erasures.start();
      await erasures.caughtUp;
      if (signal.aborted) return;
      presence.isWholeNow();
      if (wasAway) logger.warn('the log is back: all is served and recorded again');
      if (recordsDue) due.start();
      sweeper.start();
    };
    const following = followLog();
    if (!wasAway) await following;
    const close = async () => {
      closing.abort();
      // Those that write first, then what they write to.
      await due.stop();
      await sweeper.stop();
      await ledger?.close();
      await erasures.stop();
      await readModel.close();
      await closeStores();
      lock.release();
    };
    return { stores, presence, readModel, executor, ledger, failed: failureOf(following, signal), close };
  } catch (error) {
    await ledger?.close();
    await stores?.close();
    lock.release();
    throw error;
  }
}

/** Never resolves where all goes well, or where it was closed. */
const failureOf = (following: Promise<void>, closing: AbortSignal): Promise<Error> =>
  new Promise((resolve) => {
    following.catch((error: Error) => {
      if (!closing.aborted) resolve(error);
    });
  });

/**
 * Two servers on one folder would write the same read model, and the projection of one of them would stop for good. A
 * local command, which only appends, may come in between.
 */
function lockFolder({ folder, serverLock }: DataFiles): FileLock {
  const lock = lockFile(serverLock);
  if (lock) return lock;
  throw new InstallationError(`Another server has ${folder} open: stop it, or set DATA_DIR to a folder of this one.`);
}

export const locatorOf = (readModel: ReadModel): EntryLocator => ({
  locate: async (entry) => {
    const found = readModel.locate(entry);
    return found && { stream: found.record, revision: found.revision };
  },
  incidentsOf: async (person) => readModel.current().linked([person], 'incident').get(person) ?? [],
});
