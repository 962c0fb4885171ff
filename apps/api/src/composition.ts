import type { Logger } from 'pino';
import type { Composition } from './app.module.js';
import type { Config } from './config/index.js';
import { EmptyInstallationModule } from './empty-installation.module.js';

/** Chooses the adapters; the only place that does. */
export async function compose(config: Config, logger: Logger): Promise<Composition> {
  return { config, logger, modules: [EmptyInstallationModule] };
}
