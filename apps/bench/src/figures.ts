import type { Figure, ServerFigure } from './figure.js';
import { queryPage } from './figures/query/query-page.figure.js';
import { queryPageAsOf } from './figures/query/query-page-as-of.figure.js';
import { startReady } from './figures/start/start-ready.figure.js';
import { projectionLive } from './figures/projection/projection-live.figure.js';
import { projectionRebuild } from './figures/projection/projection-rebuild.figure.js';
import { subscriptionFanOut } from './figures/subscription/subscription-fan-out.figure.js';
import { ledger } from './figures/ledger/ledger.figure.js';
import { writePath } from './figures/ledger/write-path.figure.js';
import { commandsDurable } from './figures/commands-durable/commands-durable.figure.js';
import { serverCatchUp } from './figures/server/server-catch-up.figure.js';
import { serverCommands } from './figures/server/server-commands.figure.js';
import { serverLatency } from './figures/server/server-latency.figure.js';
import { serverRecovery } from './figures/server/server-recovery.figure.js';

/** In the order in which they run. */
export const FIGURES: readonly Figure[] = [
  commandsDurable,
  projectionRebuild,
  projectionLive,
  queryPage,
  queryPageAsOf,
  subscriptionFanOut,
  ledger,
  writePath,
  startReady,
];

/** With `--store kurrentdb`; the first one fills the log in two steps, so it comes before those that write. */
export const SERVER_FIGURES: readonly ServerFigure[] = [serverCatchUp, serverCommands, serverLatency, serverRecovery];
