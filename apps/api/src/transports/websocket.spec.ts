import { jest } from '@jest/globals';
import { VaultUnavailableError } from '#vault';
import { type Client, createClient } from 'graphql-ws';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { type ServerUnderTest, startServer } from '../testing/start-server.js';
import { Stage, ticksResolver, until } from '../testing/ticks.resolver.js';

const EDITOR = { actor: 'actor-00000000-0000-4000-8000-000000000001', roles: new Set(['EDITOR'] as const) };

describe('subscriptions over a WebSocket', () => {
  let stage: Stage;
  let server: ServerUnderTest;
  let client: Client;
  const valid = new Set(['right']);
  let away: Error | undefined;

  beforeAll(async () => {
    stage = new Stage();
    server = await startServer({
      resolvers: [ticksResolver(stage)],
      authenticator: {
        async authenticate(token) {
          if (away) throw away;
          return valid.has(token) ? EDITOR : undefined;
        },
      },
      environment: {
        ONRECORD_SUBSCRIPTION_PING_MS: '100',
        ONRECORD_SUBSCRIPTION_MAX_CONNECTIONS: '3',
        ONRECORD_SUBSCRIPTION_MAX_PER_CONNECTION: '2',
        ONRECORD_MAX_DEPTH: '5',
      },
    });
    client = connect();
  });
  afterAll(async () => {
    await client.dispose();
    await server.stop();
  });

  const connect = (connectionParams?: Record<string, unknown>) =>
    createClient({
      url: server.url.replace('http', 'ws') + '/graphql',
      webSocketImpl: WebSocket,
      connectionParams,
      retryAttempts: 0,
    });
  const latest = () => stage.started.at(-1)!;
  const take = async (query: string, most: number, from = client) => {
    const results: unknown[] = [];
    for await (const result of from.iterate({ query })) {
      results.push(result);
      if (results.length === most) break;
    }
    return results;
  };

  it('deliver results in order, each with the place of the read model', async () => {
    const results = await take('subscription { ticks(count: 3) }', 3);
    expect(results).toMatchObject([{ data: { ticks: '1' } }, { data: { ticks: '2' } }, { data: { ticks: '3' } }]);
    expect(results[0]).toMatchObject({ extensions: { readModel: { index: -1 }, cost: { estimated: 1 } } });
  });

  it('end at once on the server when the client completes them, while nothing happens', async () => {
    await take('subscription { ticks(count: 1) }', 1);
    await until(() => latest().ended);
  });

  it('end at once on the server when the connection is cut', async () => {
    const other = connect();
    let opened: WebSocket | undefined;
    other.on('opened', (socket) => (opened = socket as WebSocket));
    const lost = take('subscription { ticks(count: 1) }', 2, other).catch((error: unknown) => error);
    await until(() => latest()?.pulled === 1 && !latest().ended);
    opened?.terminate();
    await until(() => latest().ended);
    expect(await lost).toMatchObject({ code: 1006 });
  });

  it('run queries and mutations too', async () => {
    expect(await take('{ __typename }', 1)).toMatchObject([{ data: { __typename: 'Query' } }]);
    expect(await take('mutation { record }', 1)).toMatchObject([{ data: { record: 1 } }]);
  });

  it('are held to the same limits and the same validation as HTTP', async () => {
    await expect(take('{ __schema { types { fields { type { ofType { name } } } } } }', 1)).rejects.toMatchObject([
      { extensions: { code: 'QUERY_TOO_DEEP', limit: 5, actual: 6 } },
    ]);
    await expect(take('{ missing }', 1)).rejects.toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    await expect(take('{ __typename', 1)).rejects.toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    await expect(take('query ($n: Int!) { page(first: $n) }', 1)).resolves.toMatchObject([
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
  });

  it('are told the code that ended them, and nothing of a defect', async () => {
    await expect(take('subscription { ticks(count: 1, fails: "SLOW_CONSUMER") }', 9)).rejects.toMatchObject([
      { message: 'Too far behind: ask again.', extensions: { code: 'SLOW_CONSUMER' } },
    ]);
    await expect(take('subscription { ticks(count: 0, fails: "defect") }', 9)).rejects.toMatchObject([
      { message: expect.not.stringContaining('secret'), extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  it('are refused with a wrong token, and closed once a token is revoked', async () => {
    const stranger = connect({ authorization: 'Bearer wrong' });
    await expect(take('{ __typename }', 1, stranger)).rejects.toMatchObject({
      code: 4403,
      reason: expect.stringMatching(/^The access token is not valid\. Present a valid one/),
    });
    valid.add('brief');
    const editor = connect({ authorization: 'Bearer brief' });
    const cut = take('subscription { ticks(count: 1) }', 2, editor).catch((error: unknown) => error);
    await until(() => latest().pulled === 1 && !latest().ended);
    valid.delete('brief');
    expect(await cut).toMatchObject({ code: 4403 });
  });

  it('go on for a while where the vault is away, and end where the token has been unknown for too long', async () => {
    const before = stage.started.length;
    const editor = connect({ authorization: 'Bearer right' });
    const cut = take('subscription { ticks(count: 1) }', 2, editor).catch((error: unknown) => error);
    await until(() => stage.started[before]?.pulled === 1);
    const clock = jest.spyOn(Date, 'now');
    try {
      away = new VaultUnavailableError('PostgreSQL', 'gone');
      const asked = clock.mock.calls.length;
      await until(() => clock.mock.calls.length > asked + 3);
      expect(latest().ended).toBe(false);
      clock.mockReturnValue(Date.now() + 10 * 60_000);
      expect(await cut).toMatchObject({ code: 4403 });
    } finally {
      clock.mockRestore();
      away = undefined;
    }
  });

  it('are limited in number for one connection', async () => {
    const other = connect();
    const open = [1, 2].map(() => other.iterate({ query: 'subscription { ticks(count: 1) }' }));
    for (const subscription of open) await subscription.next();
    await expect(take('{ __typename }', 1, other)).rejects.toMatchObject([
      { extensions: { code: 'TOO_MANY_OPERATIONS', limit: 2, actual: 3 } },
    ]);
    await other.dispose();
  });

  it('are not pulled further while the client does not read, and go on when it does', async () => {
    const socket = new WebSocket(server.url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws');
    await new Promise((resolve) => socket.once('open', resolve));
    let received = 0;
    socket.on('message', (data) => (received += String(data).includes('"next"') ? 1 : 0));
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await new Promise((resolve) => socket.once('message', resolve));
    const tcp = (socket as unknown as { _socket: Socket })._socket;
    tcp.pause();
    // 200 MB in all: far more than what the two sockets hold between them.
    const query = 'subscription { ticks(count: 20000, size: 10000) }';
    socket.send(JSON.stringify({ id: 'a', type: 'subscribe', payload: { query } }));
    let before = -1;
    await until(() => (stage.started.at(-1)?.pulled ?? 0) > 10);
    while (latest().pulled !== before) {
      before = latest().pulled;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(latest().pulled).toBeLessThan(5_000);
    tcp.resume();
    await until(() => received > before + 100);
    socket.terminate();
    await until(() => latest().ended);
  });

  it('end for a client that has stopped answering', async () => {
    const socket = new WebSocket(server.url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws', {
      autoPong: false,
    });
    const code = await new Promise((resolve) => socket.once('close', resolve));
    expect(code).toBe(1006);
  });

  it('are refused beyond the number of connections', async () => {
    const sockets = [1, 2, 3, 4].map(
      () => new WebSocket(server.url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws'),
    );
    const refused = await new Promise<Error>((resolve) => sockets.forEach((s) => s.on('error', resolve)));
    expect(refused.message).toContain('503');
    sockets.forEach((socket) => socket.terminate());
  });
});
