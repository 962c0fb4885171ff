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
    genReqId: (request: IncomingMessage) => correlationIdOf(request.headers),
  });
}
