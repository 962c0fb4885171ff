import type { Logger } from 'pino';
import type { Composition } from './app.module.js';
import type { Config } from './config/index.js';
import { firstToken } from './installation/first-token.js';
import { InstallationModule } from './installation/installation.module.js';
import { openInstallation } from './installation/installation.js';

/** Chooses the adapters; the only place that does. */
export async function compose(config: Config, logger: Logger): Promise<Composition> {
  const installation = await openInstallation(config, logger);
  const { stores, executor } = installation;
  const token = await firstToken({ ...stores, executor });
  // To the terminal and not to the log, which is kept and shipped elsewhere.
  if (token) process.stdout.write(token);
  return { config, logger, modules: [InstallationModule.forRoot(installation)] };
}
