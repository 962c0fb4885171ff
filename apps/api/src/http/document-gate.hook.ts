import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DocumentGate } from '../limits/document.gate.js';
import { replyWithErrors } from './graphql-reply.js';
import { GRAPHQL_PATH } from './paths.js';

/** Refuses oversized documents before Apollo validates them; Apollo has no hook that could. */
export function addDocumentGate(fastify: FastifyInstance, gate: DocumentGate): void {
  fastify.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url !== GRAPHQL_PATH) return;
    const source = sourceOf(request);
    if (source === undefined) return;
    const admitted = gate.admit(source);
    if ('refused' in admitted) return replyWithErrors(request, reply, 400, [admitted.refused]);
  });
}

function sourceOf({ method, query, body }: FastifyRequest): string | undefined {
  const holder = method === 'GET' ? query : body;
  const source = typeof holder === 'object' && holder !== null && 'query' in holder ? holder.query : undefined;
  return typeof source === 'string' ? source : undefined;
}
