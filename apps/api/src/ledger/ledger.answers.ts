import type { FastifyReply, FastifyRequest } from 'fastify';

export const TEXT = 'text/plain; charset=utf-8';
export const BINARY = 'application/octet-stream';

/** What was published never changes. Seconds: a year, which is as long as caches are asked to keep anything. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';
/** What the next checkpoint changes. Seconds; C2SP tlog-tiles asks for no more than a few. */
export const FRESH = 'public, max-age=2';

export const accepts = ({ headers }: FastifyRequest, encoding: 'gzip'): boolean =>
  new RegExp(`\\b${encoding}\\b`).test(headers['accept-encoding'] ?? '');

export async function answer(reply: FastifyReply, body: string | Buffer | Uint8Array, type: string, caching: string) {
  await reply.header('content-type', type).header('cache-control', caching).send(body);
}

/** Not to be kept: what is not there yet may be in a moment. */
export async function refuse(reply: FastifyReply, status: number, message: string): Promise<void> {
  await reply.code(status).header('cache-control', 'no-store').send({ message });
}
