import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ReadModel } from '#read-model';
import { compose, open, showFirstToken } from './composition.js';
import { ConfigurationError, loadConfig } from './config/index.js';
import type { Installation } from './installation/installation.js';
import { banner } from './lifecycle/banner.js';
import { EXIT } from './lifecycle/exit-codes.js';
import { describeStartFailure } from './lifecycle/start-failure.js';
import { loadShell } from './load-shell.js';
import { createLogger } from './logging/logger.js';
import { READ_MODEL } from './ports.js';

function fail(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function readConfig() {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigurationError) return fail(EXIT.wrongConfiguration, error.message);
    throw error;
  }
}

const config = readConfig();
const logger = createLogger(config.logLevel);

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    // State is unknown now; what was answered is on disk, and a restart recovers the rest.
    logger.fatal({ err: error }, 'an error that should not be possible');
    logger.flush(() => process.exit(EXIT.defect));
  });
}

let installation: Installation;
let app: NestFastifyApplication;
let shutDown: Awaited<ReturnType<typeof loadShell>>['shutDown'];
try {
  const [opened, shell] = await Promise.all([open(config, logger), loadShell()]);
  installation = opened;
  app = await compose(config, logger, installation, shell);
  shutDown = shell.shutDown;
  await app.listen(config.port, config.host);
  await showFirstToken(installation);
} catch (error) {
  logger.error({ err: error }, 'the server could not start');
  fail(EXIT.couldNotStart, describeStartFailure(error, config));
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  let asked = false;
  process.on(signal, () => {
    if (asked) process.exit(EXIT.couldNotStart);
    asked = true;
    logger.info({ signal }, 'stopping');
    shutDown(app, config.shutdownGraceMs, logger).then(
      () => process.exit(EXIT.stopped),
      (error: unknown) => {
        logger.error({ err: error }, 'the server could not stop in order');
        process.exit(EXIT.couldNotStart);
      },
    );
  });
}

// An operator's way to fill the read model anew: it is built beside the one that serves, and then takes its place.
process.on('SIGHUP', () => {
  logger.info('the read model is filled anew');
  app
    .get<ReadModel>(READ_MODEL)
    .rebuild()
    .then(
      () => logger.info('the new read model serves'),
      (error: unknown) => logger.error({ err: error }, 'the read model could not be filled anew'),
    );
});

// A log that was away at the start has come back as one with which the start would have been refused.
void installation.failed.then(async (error) => {
  logger.error({ err: error }, 'the server cannot go on');
  await shutDown(app, config.shutdownGraceMs, logger).catch(() => undefined);
  fail(EXIT.couldNotStart, describeStartFailure(error, config));
});

process.stdout.write(banner(await app.getUrl()));
