import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Limits } from '../limits/limits.js';
import { assessOperation } from '../limits/operation.limits.js';
import type { AnswerExtensionsFactory } from './answer-extensions.js';
import { withStatus } from './api-error.js';
import type { GraphQLContext } from './graphql-context.js';
import type { OperationObserver } from './operation-observer.js';

/** Refuses costly operations before they are executed, and tells cost and place of the read model in every answer. */
export function limitsPlugin(
  limits: Limits,
  answers: AnswerExtensionsFactory,
  observer: OperationObserver,
): ApolloServerPlugin<GraphQLContext> {
  return {
    async requestDidStart() {
      let cost: number | undefined;
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          // Several operations and no name: Apollo says so by itself.
          if (operation === undefined) return;
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw notHere();
          const assessed = assessOperation(schema, document, operation, request.variables ?? {}, limits);
          cost = assessed.cost;
          if (assessed.refused) throw withStatus(assessed.refused, 400);
          observer.admitted(operation.operation, assessed.cost);
        },
        async willSendResponse(context) {
          extend(context, answers.create(cost));
        },
      };
    },
  };
}

function extend({ response }: GraphQLRequestContext<GraphQLContext>, extensions: object): void {
  if (response.body?.kind !== 'single') return;
  const { singleResult } = response.body;
  singleResult.extensions = { ...singleResult.extensions, ...extensions };
}

const notHere = () =>
  new GraphQLError(
    'A subscription needs a WebSocket (graphql-transport-ws) at /graphql, or an event stream at /graphql/stream.',
    { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } },
  );
