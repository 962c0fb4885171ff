import { startServer, type ServerUnderTest } from '../../testing/start-server.js';
import { READ_MODEL, VAULT } from '../../ports.js';
import type { Opening } from '#vault';
import type { ReadingVault } from '../moment/reading.js';
import { QUERY_RESOLVERS } from '../index.js';
import type { StoryModel } from './story.model.js';

export interface ReadingServer extends ServerUnderTest {
  /** The data of an answer without errors; an error fails the test with its message. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
  /** The code of the first error. */
  refusalOf(query: string, variables?: object): Promise<unknown>;
}

const empty: ReadingVault = {
  open: async (refs) => refs.map((): Opening | undefined => undefined),
  searchByName: async () => [],
  listTokens: async () => [],
};

/** A server that reads a story, and has nothing sealed. */
export async function readingServer(model: StoryModel, environment = {}): Promise<ReadingServer> {
  const server = await startServer({
    environment: { LOG_LEVEL: 'silent', ...environment },
    resolvers: [...QUERY_RESOLVERS],
    providers: [
      { provide: READ_MODEL, useValue: model },
      { provide: VAULT, useValue: empty },
    ],
  });
  const send = (query: string, variables?: object) => server.post({ query, variables });
  return {
    ...server,
    async ask<Data>(query: string, variables?: object) {
      const { body } = await send(query, variables);
      if (body.errors) throw new Error(body.errors.map(({ message }) => message).join('; '));
      return body.data as Data;
    },
    async refusalOf(query, variables) {
      const { body } = await send(query, variables);
      return body.errors?.[0]?.extensions['code'];
    },
  };
}
