import { createClient } from 'graphql-sse';
import { request } from 'node:http';
import { type ServerUnderTest, startServer } from '../testing/start-server.js';
import { Stage, ticksResolver, until } from '../testing/ticks.resolver.js';

describe('subscriptions over an event stream', () => {
  let stage: Stage;
  let server: ServerUnderTest;
  beforeAll(async () => {
    stage = new Stage();
    server = await startServer({ resolvers: [ticksResolver(stage)] });
  });
  afterAll(() => server.stop());

  const latest = () => stage.started.at(-1)!;
  const stream = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query }),
    });

  it('deliver results in order to a client of the protocol, and end when it leaves', async () => {
    const client = createClient({ url: `${server.url}/graphql/stream`, retryAttempts: 0 });
    const results: unknown[] = [];
    for await (const result of client.iterate({ query: 'subscription { ticks(count: 2) }' })) {
      results.push(result);
      if (results.length === 2) break;
    }
    expect(results).toMatchObject([
      { data: { ticks: '1' }, extensions: { readModel: { index: -1 } } },
      { data: { ticks: '2' } },
    ]);
    await until(() => latest().ended);
    client.dispose();
  });

  it('are open at once, before anything has happened', async () => {
    const response = await stream('subscription { ticks(count: 0) }');
    expect(response.status).toBe(200);
    const reader = response.body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString()).toBe(':\n\n');
    await reader.cancel();
    await until(() => latest().ended);
  });

  it('answer a query and complete', async () => {
    const response = await stream('{ __typename }');
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.text()).toMatch(
      /^event: next\ndata: \{"data":\{"__typename":"Query"\}.*\n\nevent: complete\ndata: \n\n$/,
    );
  });

  it('can be opened by GET, as a browser does', async () => {
    const query = encodeURIComponent('{ __typename }');
    const response = await fetch(`${server.url}/graphql/stream?query=${query}`, {
      headers: { accept: 'text/event-stream' },
    });
    expect(await response.text()).toContain('{"__typename":"Query"}');
  });

  it('are told the code that ended them', async () => {
    const text = await (await stream('subscription { ticks(count: 1, fails: "SLOW_CONSUMER") }')).text();
    expect(text).toContain('"code":"SLOW_CONSUMER"');
    expect(text).toContain('event: complete');
  });

  it.each([
    [405, 'mutation { record }', {}],
    [406, '{ __typename }', { accept: 'application/json' }],
    [401, '{ __typename }', { authorization: 'Bearer wrong' }],
  ])('are refused with %i where it does not fit: %s', async (status, query, headers) => {
    const response = await stream(query, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String) }] });
    expect(stage.recorded).toBe(0);
  });

  it('are not pulled further while the client does not read, and end when it goes', async () => {
    const opened = request(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    });
    opened.on('error', () => undefined);
    opened.on('response', (response) => response.pause());
    opened.end(JSON.stringify({ query: 'subscription { ticks(count: 20000, size: 10000) }' }));
    await until(() => latest().pulled > 10);
    let before = -1;
    while (latest().pulled !== before) {
      before = latest().pulled;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(latest().pulled).toBeLessThan(5_000);
    expect(latest().ended).toBe(false);
    opened.destroy();
    await until(() => latest().ended);
  });
});
