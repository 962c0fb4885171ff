import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Config } from '../config/index.js';
import { clientGone } from '../http/client-gone.js';
import { GRAPHQL_PATH } from '../http/paths.js';
import type { AnswerExtensionsFactory } from './answer-extensions.js';
import { answerStatusPlugin } from './answer-status.plugin.js';
import { createContext } from './graphql-context.js';
import { limitsPlugin } from './limits.plugin.js';
import { observingPlugin } from './observing.plugin.js';
import { CodeFirstDriver } from './code-first.driver.js';
import type { OperationObserver } from './operation-observer.js';
import { type ReadAfter, readAfterPlugin } from './read-after.js';
import { publicError } from './public-error.js';
import { SCHEMA_OPTIONS } from './schema-options.js';

/** Apollo behind Nest, for queries and mutations over HTTP; subscriptions have their own transports. */
export function driverOptions(
  config: Config,
  answers: AnswerExtensionsFactory,
  observer: OperationObserver,
  readAfter: ReadAfter,
): ApolloDriverConfig {
  return {
    driver: CodeFirstDriver,
    path: GRAPHQL_PATH,
    autoSchemaFile: true,
    // The check is a whole introspection, a tenth of the start: the schema check makes it when the schema changes.
    buildSchemaOptions: { ...SCHEMA_OPTIONS, skipCheck: true },
    introspection: true,
    // The page of our own is at /graphiql; Nest's loads from a CDN.
    graphiql: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Stored queries of strangers would be memory that anyone can fill.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    autoTransformHttpErrors: false,
    parseOptions: { maxTokens: config.maxTokens },
    context: contextOf,
    formatError: (formatted, error) =>
      publicError(asGraphQLError(error), (formatted.extensions?.['code'] as string | undefined) ?? undefined),
    plugins: [
      // On by default, and wraps every resolver of the schema.
      ApolloServerPluginCacheControlDisabled(),
      answerStatusPlugin,
      limitsPlugin(config, answers, observer),
      readAfterPlugin(readAfter),
      observingPlugin(observer),
    ],
  };
}

function contextOf(request: FastifyRequest, reply: FastifyReply) {
  return createContext({
    viewer: request.viewer,
    correlationId: request.id,
    transport: 'http',
    signal: clientGone(reply),
  });
}

/** Apollo hands over a wrapper for what a resolver threw; place and code are on the wrapper, so it is kept. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const cause = unwrapResolverError(error);
  return new GraphQLError('not a GraphQL error', { originalError: cause instanceof Error ? cause : undefined });
}
