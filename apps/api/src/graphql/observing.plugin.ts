import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLContext } from './graphql-context.js';
import type { OperationObserver } from './operation-observer.js';

/** Logs unexpected errors and counts operations over HTTP. */
export function observingPlugin(observer: OperationObserver): ApolloServerPlugin<GraphQLContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          observer.failed(errors, contextValue.correlationId);
        },
        async willSendResponse({ operation, errors, contextValue }) {
          observer.finished(operation?.operation, contextValue.transport, errors ?? []);
        },
      };
    },
  };
}
