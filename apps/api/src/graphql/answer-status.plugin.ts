import type { ApolloServerPlugin } from '@apollo/server';
import { statusFor } from '../http/answer-status.js';
import type { GraphQLContext } from './graphql-context.js';

/** Apollo answers 400 to well-formed requests in either media type; this follows *GraphQL over HTTP*. */
export const answerStatusPlugin: ApolloServerPlugin<GraphQLContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        if (response.body.kind !== 'single' || 'data' in response.body.singleResult) return;
        const codes = (response.body.singleResult.errors ?? []).map(({ extensions }) => extensions?.['code']);
        const accept = request.http?.headers.get('accept');
        response.http.status = statusFor(accept, response.http.status ?? 200, codes);
      },
    };
  },
};
