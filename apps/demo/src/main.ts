import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, ConfigurationError, loadConfig } from '../../api/src/config/index.js';
import { createApp } from '../../api/src/create-app.js';
import { InstallationModule } from '../../api/src/installation/installation.module.js';
import { openInstallation } from '../../api/src/installation/installation.js';
import { EXIT } from '../../api/src/lifecycle/exit-codes.js';
import { shutDown } from '../../api/src/lifecycle/graceful-shutdown.js';
import { describeStartFailure } from '../../api/src/lifecycle/start-failure.js';
import { createLogger } from '../../api/src/logging/logger.js';
import { administratorToken } from './administrator.js';
import { loadMinneapolis } from './load-minneapolis.js';
import { progressOn } from './progress.js';
import { welcome } from './welcome.js';

const { stdout, stderr } = process;

function fail(code: number, message: string): never {
  stderr.write(`${message}\n`);
  process.exit(code);
}

function readConfig(): Config {
  try {
    // A folder of its own, so that the demo never writes into a record that is meant in earnest.
    return loadConfig({ DATA_DIR: './demo-data', LOG_LEVEL: 'warn', ...process.env });
  } catch (error) {
    if (error instanceof ConfigurationError) return fail(EXIT.wrongConfiguration, error.message);
    throw error;
  }
}

const config = readConfig();
const logger = createLogger(config.logLevel);
let app: NestFastifyApplication | undefined;

async function stop(code: number): Promise<never> {
  if (app) await shutDown(app, config.shutdownGraceMs, logger);
  process.exit(code);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  let asked = false;
  process.on(signal, () => {
    if (asked) process.exit(EXIT.couldNotStart);
    asked = true;
    stdout.write('\n');
    void stop(EXIT.stopped);
  });
}

try {
  stdout.write(`\n  Opening ${config.dataDir} …\n`);
  const installation = await openInstallation(config, logger);
  app = await createApp({ config, logger, modules: [InstallationModule.forRoot(installation)] });
  await app.listen(config.port, config.host);
  const administrator = await administratorToken(installation);
  stdout.write('  Loading the Minneapolis story through the mutations that a person would make …\n');
  const url = await app.getUrl();
  stdout.write(welcome({ url, ...(await loadMinneapolis(url, administrator, progressOn(stdout))) }));
} catch (error) {
  logger.error({ err: error }, 'the demo could not start');
  stderr.write(`${describeStartFailure(error, config)}\n`);
  await stop(EXIT.couldNotStart);
}
