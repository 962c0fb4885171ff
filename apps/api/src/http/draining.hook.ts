import type { FastifyInstance } from 'fastify';
import type { ServerState } from '../lifecycle/server-state.js';

/**
 * While the server stops, answers close their connection. Node closes only those that are idle when the stop begins;
 * one that becomes idle later would hold the stop up until its keep-alive runs out.
 */
export function addDraining(fastify: FastifyInstance, state: ServerState): void {
  fastify.addHook('onSend', async (_request, reply) => {
    if (state.draining) void reply.header('connection', 'close');
  });
}
