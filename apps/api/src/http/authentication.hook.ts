import type { FastifyInstance } from 'fastify';
import { type AuthenticationService } from '../auth/authentication.js';
import { ANONYMOUS, type Viewer } from '../auth/viewer.js';
import { apiError } from '../graphql/api-error.js';
import { isUnavailable } from '../graphql/public-error.js';
import { replyWithErrors } from './graphql-reply.js';
import { isGraphQLPath } from './paths.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; the public outside of GraphQL's paths. */
    viewer: Viewer;
  }
}

/** Authenticates before the body is read, so that a stranger cannot make the server parse one. */
export function addAuthentication(fastify: FastifyInstance, authentication: AuthenticationService): void {
  // Fastify wants the shape declared, and refuses an object that all requests would share.
  fastify.decorateRequest('viewer', null as never);
  fastify.addHook('onRequest', async (request, reply) => {
    request.viewer = ANONYMOUS;
    if (request.method === 'OPTIONS' || !isGraphQLPath(request.routeOptions.url)) return;
    const outcome = await authentication
      .authenticate(request.headers.authorization, request.ip)
      .catch((error: Error) => {
        if (isUnavailable(error)) return undefined;
        throw error;
      });
    // Not 503: a proxy would take the node for one that is being stopped, and the public can read on.
    if (!outcome) return replyWithErrors(request, reply, 500, [unknowable()]);
    if ('viewer' in outcome) {
      request.viewer = outcome.viewer;
      return;
    }
    const errors = [apiError(outcome.refused, outcome.message)];
    if (outcome.refused === 'TOO_MANY_ATTEMPTS') {
      return replyWithErrors(request, reply.header('retry-after', outcome.retryAfterSeconds), 429, errors);
    }
    return replyWithErrors(request, reply.header('www-authenticate', 'Bearer realm="On Record"'), 401, errors);
  });
}

const unknowable = () =>
  apiError(
    'LOG_UNAVAILABLE',
    'Whose token this is cannot be looked up at the moment: the log or the vault cannot be reached. Repeat the request.',
  );
