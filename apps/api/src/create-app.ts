import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type Composition } from './app.module.js';
import { AuthenticationService } from './auth/authentication.js';
import { addAccessLog } from './http/access-log.hook.js';
import { addAuthentication } from './http/authentication.hook.js';
import { addBodyLimit } from './http/body-limit.hook.js';
import { createAdapter } from './http/create-adapter.js';
import { addDocumentGate } from './http/document-gate.hook.js';
import { addDraining } from './http/draining.hook.js';
import { addProxyWarning } from './http/proxy-warning.hook.js';
import { HttpErrorFilter } from './http/error.filter.js';
import { ServerState } from './lifecycle/server-state.js';
import { DocumentGate } from './limits/document.gate.js';
import { NestLogger } from './logging/nest-logger.js';
import { Metrics } from './metrics/metrics.js';

/** The whole server, not yet listening. */
export async function createApp(composition: Composition): Promise<NestFastifyApplication> {
  const { config, logger } = composition;
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(composition),
    createAdapter(config, logger),
    { logger: new NestLogger(logger), abortOnError: false, forceCloseConnections: false },
  );
  const fastify = app.getHttpAdapter().getInstance();
  // The policy of a JSON API: nothing that a browser might take for a page may load or run anything.
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: config.corsOrigins.length > 0 ? 'cross-origin' : 'same-origin' },
  });
  if (config.corsOrigins.length > 0) {
    app.enableCors({
      origin: config.corsOrigins.includes('*') ? '*' : [...config.corsOrigins],
      methods: ['GET', 'POST', 'OPTIONS'],
      exposedHeaders: ['x-correlation-id'],
      maxAge: 600,
    });
  }
  addAccessLog(fastify, logger, app.get(Metrics));
  addProxyWarning(fastify, config.trustProxy, logger);
  addDraining(fastify, app.get(ServerState));
  addAuthentication(fastify, app.get(AuthenticationService));
  addBodyLimit(fastify, config.maxBodyBytes);
  addDocumentGate(fastify, app.get(DocumentGate));
  app.useGlobalFilters(new HttpErrorFilter(logger));
  return app;
}
