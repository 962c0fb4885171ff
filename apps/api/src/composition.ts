import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { Config } from './config/index.js';
import { firstToken } from './installation/first-token.js';
import { type Installation, openInstallation } from './installation/installation.js';
import type { loadShell } from './load-shell.js';

type Shell = Awaited<ReturnType<typeof loadShell>>;

/** Chooses the adapters; the only place that does. */
export async function open(config: Config, logger: Logger): Promise<Installation> {
  const installation = await openInstallation(config, logger);
  const { stores, presence } = installation;
  // A node whose clock is off, or whose log is away, records nothing, this included; its next start does.
  const token =
    stores.clock?.isOff || !presence.isWhole
      ? undefined
      : await firstToken({ ...stores, executor: installation.executor });
  // To the terminal and not to the log, which is kept and shipped elsewhere.
  if (token) process.stdout.write(token);
  return installation;
}

/** The server over what was opened, not yet listening. */
export function compose(
  config: Config,
  logger: Logger,
  installation: Installation,
  { createApp, InstallationModule }: Pick<Shell, 'createApp' | 'InstallationModule'>,
): Promise<NestFastifyApplication> {
  return createApp({ config, logger, modules: [InstallationModule.forRoot(installation)] });
}
