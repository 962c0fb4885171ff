import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config/index.js';
import { correlationIdOf } from './correlation-id.js';

/** Fastify with our limits. Request logging is our own: Fastify's would log addresses and URLs. */
export function createAdapter(config: Config, logger: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger as never,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }),
    trustProxy: config.trustProxy,
    bodyLimit: config.maxBodyBytes,
    requestTimeout: config.requestTimeoutMs,
    requestIdHeader: false,
    // No route has a schema; the compilers that Fastify has for them take a tenth of a second to load.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    genReqId: (request: IncomingMessage) => correlationIdOf(request.headers),
  });
}

const noSchemas = () => () => {
  throw new Error('a route has a schema, and the adapter was made without compilers for one: see create-adapter.ts');
};
