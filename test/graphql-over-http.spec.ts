import { serverAudits } from 'graphql-http';
import { type ServerUnderTest, startServer } from '../apps/api/src/testing/start-server.js';

/** A GET needs a header that a page of another site cannot send: reading by GET is allowed, forging one is not. */
const fetchFn: typeof fetch = (url, init) =>
  fetch(url, { ...init, headers: { ...init?.headers, 'apollo-require-preflight': 'true' } });

/** The audits of the *GraphQL over HTTP* working draft, each a test under its own name. */
describe('GraphQL over HTTP', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it.each(
    serverAudits({ url: () => `${server.url}/graphql`, fetchFn }).map((audit) => [`${audit.id} ${audit.name}`, audit]),
  )('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect({ status: result.status, reason: 'reason' in result ? result.reason : undefined }).toEqual({
      status: 'ok',
      reason: undefined,
    });
  });
});
