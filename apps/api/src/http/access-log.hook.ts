import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.js';
import { CORRELATION_HEADER } from './correlation-id.js';

/** One line and one measurement for each request: the route's template, never the URL, which may hold a query. */
export function addAccessLog(fastify: FastifyInstance, logger: Logger, metrics: Metrics): void {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header(CORRELATION_HEADER, request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: String(reply.statusCode),
    };
    metrics.httpDuration.observe(labels, reply.elapsedTime / 1000);
    const line = { ...labels, ms: Math.round(reply.elapsedTime), correlationId: request.id };
    if (reply.statusCode >= 500) logger.warn(line, 'answered with a failure');
    else logger.debug(line, 'answered');
  });
}
