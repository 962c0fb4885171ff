import type { Figure } from './figure.js';
import { projectionLive } from './figures/projection/projection-live.figure.js';
import { projectionRebuild } from './figures/projection/projection-rebuild.figure.js';
import { commandsDurable } from './figures/commands-durable/commands-durable.figure.js';

/** In the order in which they run. */
export const FIGURES: readonly Figure[] = [commandsDurable, projectionRebuild, projectionLive];
