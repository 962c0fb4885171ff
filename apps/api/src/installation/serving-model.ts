import { SqliteReadModel, type ReadModel } from '#read-model';
import type { Logger } from 'pino';
import type { Config } from '../config/index.js';
import { projectionLog } from './projection.log.js';
import type { LogPresence } from './log.presence.js';
import type { Stores } from './stores.js';

/** The read model of this node, and its projector, which opens the log in a thread of its own. */
export function openServingModel(
  { files, store }: Stores,
  presence: LogPresence,
  { staleDays }: Config,
  logger: Logger,
): ReadModel {
  return SqliteReadModel.open({
    folder: files.readModel,
    log: store,
    store: { url: new URL('../../../shared/src/log/log.adapter.js', import.meta.url).href, options: files.place },
    staleAfterDays: staleDays,
    ...(presence.isKnown ? {} : { held: { until: presence.known, why: presence.unavailable().message } }),
    onProjector: projectionLog(logger),
  });
}
