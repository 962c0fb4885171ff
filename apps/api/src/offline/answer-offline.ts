import 'reflect-metadata';
import type { Config } from '../config/index.js';
import { createApp } from '../create-app.js';
import { createLogger } from '../logging/logger.js';
import { QUERY_RESOLVERS } from '../queries/index.js';
import { OfflineModule, type OfflineParts } from './offline.module.js';

/** The queries of the API, answered in this process; nobody else can ask. */
export interface OfflineAnswers {
  /** @returns the status and the body that a server would answer with */
  post(
    body: { readonly query: string; readonly variables: object },
    token?: string,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  close(): Promise<void>;
}

/**
 * The very server, with its policy and limits, on no port and without mutations: a question gets the answer that it would
 * get over HTTP.
 */
export async function answerOffline(config: Config, parts: OfflineParts): Promise<OfflineAnswers> {
  const app = await createApp({
    config,
    logger: createLogger('silent'),
    modules: [OfflineModule.forRoot(parts)],
    resolvers: [...QUERY_RESOLVERS],
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    async post(body, token) {
      const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        payload: JSON.stringify(body),
      });
      return { status: response.statusCode, body: response.json<unknown>() };
    },
    close: () => app.close(),
  };
}
