import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { LogUnavailableError } from '#event-store';
import { projectedLog } from '#read-model';
import { openStoreAt } from '../../../shared/src/log/log.adapter.js';
import type { Config } from '../config/index.js';
import { admit } from './admission.js';
import { dataFiles } from './files.js';
import { GuardedStore } from './guarded.store.js';
import { isLogAway } from './log-away.js';
import { LogPresence } from './log.presence.js';
import { NodeClock } from './node.clock.js';
import { openLog, systemActorOf } from './open-log.js';
import { keepSameRecord, LOG_ID_CHECKPOINT, requireSameRecord } from './same-record.js';
import { openStores, type Stores } from './stores.js';
import { vaultPlace } from './vault-place.js';

/** Milliseconds between looks for a log that was away at the start. */
const LOOK_EVERY = 1_000;

export interface OpenedStores {
  readonly stores: Stores;
  readonly presence: LogPresence;
  /**
   * Waits for a log that was away; at once where it was there.
   * @param begin what is to be done with it first; repeated where it goes away again
   * @throws InstallationError where it is of another record: what a start with it would have thrown
   */
  comeBack(begin: () => Promise<unknown>, signal: AbortSignal): Promise<void>;
}

/**
 * Opens the stores. Where the log is a server that is away, and this node has its own last state of the very same record
 * (the vault's log, and a read model of it), it is opened without: an orchestrator that restarts nodes must not make an
 * outage of the log an outage of reading.
 */
export async function openStoresOfServer(config: Config, logger: Logger): Promise<OpenedStores> {
  try {
    const stores = await openStores(config, logger);
    const presence = new LogPresence(stores.files.log);
    return { stores, presence, comeBack: async (begin) => void (await begin()) };
  } catch (error) {
    if (!isLogAway(error)) throw error;
    return openWithoutLog(config, logger, error as Error);
  }
}

async function openWithoutLog(config: Config, logger: Logger, away: Error): Promise<OpenedStores> {
  const files = dataFiles(config);
  const place = vaultPlace(config, files);
  const logId = (await place.peek([LOG_ID_CHECKPOINT])).checkpoint(LOG_ID_CHECKPOINT);
  const isServer = files.place.kind === 'SERVER';
  if (!isServer || logId === undefined || projectedLog(files.readModel, config.staleDays) !== logId) throw away;
  const presence = new LogPresence(files.log, whyOf(away));
  const log = await openStoreAt(files.place, { admit });
  const vault = await place.open();
  const clock = await NodeClock.start(vault, logger);
  const close = async () => {
    await log.close();
    await clock?.stop();
    await vault.close();
  };
  const store = new GuardedStore(log, presence);
  logger.warn(
    { err: away },
    'the log is away: what this node knew last is served, without personal values, and nothing is recorded until it is back',
  );
  return {
    presence,
    stores: { files, store, vault, clock, logId, systemActor: systemActorOf(logId), close },
    async comeBack(begin, signal) {
      for (;;) {
        try {
          await requireSameRecord(files, place, config.acceptOlderLog);
          signal.throwIfAborted();
          await keepSameRecord(log, vault, await openLog(log, () => logId));
          presence.isKnownNow();
          await begin();
          return;
        } catch (error) {
          if (!isLogAway(error) && (error as Error).name !== 'VaultUnavailableError') throw error;
          presence.stillAway(whyOf(error as Error));
        }
        await sleep(LOOK_EVERY, undefined, { signal });
      }
    },
  };
}

const whyOf = (error: Error): string => (error instanceof LogUnavailableError ? error.why : error.message);
