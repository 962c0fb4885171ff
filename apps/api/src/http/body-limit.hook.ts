import type { FastifyInstance } from 'fastify';
import { limitError } from '../limits/limit.error.js';
import { replyWithErrors } from './graphql-reply.js';
import { isGraphQLPath } from './paths.js';

/** Refuses a body by its announced length, before reading it. Fastify itself stops one that was not announced. */
export function addBodyLimit(fastify: FastifyInstance, limit: number): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const actual = Number(request.headers['content-length'] ?? 0);
    if (actual <= limit || !isGraphQLPath(request.routeOptions.url)) return;
    const error = limitError('BODY_TOO_LARGE', {
      what: 'Bytes of the request body',
      limit,
      actual,
      advice: 'Send less in one request.',
    });
    return replyWithErrors(request, reply.header('connection', 'close'), 413, [error]);
  });
}
