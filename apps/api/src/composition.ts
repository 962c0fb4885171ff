import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { Config } from './config/index.js';
import { firstToken } from './installation/first-token.js';
import { type Installation, openInstallation } from './installation/installation.js';
import type { loadShell } from './load-shell.js';

type Shell = Awaited<ReturnType<typeof loadShell>>;

/** Chooses the adapters; the only place that does. */
export const open = (config: Config, logger: Logger): Promise<Installation> => openInstallation(config, logger);

/**
 * Shows the first administrator's token where this is the first start. Once the server listens: with a port that is
 * taken it would have been shown, and be gone with the next screen, for a server that never was.
 */
export async function showFirstToken({ stores, presence, executor }: Installation): Promise<void> {
  // A node whose clock is off, or whose log is away, records nothing, this included; its next start does.
  if (stores.clock?.isOff || !presence.isWhole) return;
  const token = await firstToken({ ...stores, executor });
  // To the terminal and not to the log, which is kept and shipped elsewhere.
  if (token) process.stdout.write(token);
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
