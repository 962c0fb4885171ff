import 'reflect-metadata';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { loadConfig } from '../../../api/src/config/index.js';
import { createApp } from '../../../api/src/create-app.js';
import { InstallationModule } from '../../../api/src/installation/installation.module.js';
import { openInstallation } from '../../../api/src/installation/installation.js';
import { firstAdministrator, issueToken } from '../../../api/src/installation/issue-token.js';
import { createLogger } from '../../../api/src/logging/logger.js';
import { answerFromMemory, type PreparedAnswer } from './answer-from-memory.js';

export interface ServerSettings {
  readonly dataDir: string;
  /** Answers these operations from memory instead of from the read model; everything else of the server is the same. */
  readonly prepared?: readonly PreparedAnswer[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ServerReady {
  readonly url: string;
  readonly token: string;
}

/** Bytes that JavaScript holds, buffers included, after a collection (needs --expose-gc). */
export interface HeldMemory {
  readonly held: number;
}

process.on('disconnect', () => process.exit(0));
process.once('message', (settings: ServerSettings) => void serve(settings));

async function serve({ dataDir, prepared, environment }: ServerSettings): Promise<void> {
  const config = loadConfig({ ...environment, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
  const logger = createLogger(config.logLevel);
  // Ten years of generated records went stale all at once: recording it would be all that is measured.
  const installation = await openInstallation(config, logger, { recordsDue: false });
  const issuing = { ...installation.stores, executor: installation.executor };
  const { secret } = await issueToken(issuing, await firstAdministrator(issuing));
  const app = await createApp({ config, logger, modules: [InstallationModule.forRoot(installation)] });
  await app.listen(0, '127.0.0.1');
  if (prepared) answerFromMemory(app.get(GraphQLSchemaHost).schema, prepared);
  process.on('message', (message) => {
    if (message === 'stop') void app.close().then(() => process.exit(0));
    if (message !== 'memory') return;
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    process.send!({ held: heapUsed + external } satisfies HeldMemory);
  });
  process.send!({ url: await app.getUrl(), token: secret } satisfies ServerReady);
}
