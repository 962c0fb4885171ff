import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { mediaTypeFor, statusFor } from './answer-status.js';

/** Answers a GraphQL request that does not reach execution, in the media type that the client accepts. */
export function replyWithErrors(
  { headers: { accept } }: FastifyRequest,
  reply: FastifyReply,
  status: number,
  errors: readonly GraphQLError[],
): FastifyReply {
  const codes = errors.map(({ extensions }) => extensions['code']);
  return reply
    .code(statusFor(accept, status, codes))
    .type(`${mediaTypeFor(accept)}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ errors }));
}
