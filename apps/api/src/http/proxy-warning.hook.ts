import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/**
 * Warns, once, where a proxy seems to be in front that is not trusted: all requests are then of its address, and wrong
 * tokens of one stranger make everybody's wait in one line.
 */
export function addProxyWarning(fastify: FastifyInstance, trustProxy: boolean, logger: Logger): void {
  if (trustProxy) return;
  let warned = false;
  fastify.addHook('onRequest', async ({ headers }) => {
    if (warned || headers['x-forwarded-for'] === undefined) return;
    warned = true;
    logger.warn(
      'a request came with X-Forwarded-For, which is not trusted: if a proxy is in front, all requests count as of its ' +
        'address, and wrong tokens of anybody slow down every token. Set ONRECORD_TRUST_PROXY=true there',
    );
  });
}
