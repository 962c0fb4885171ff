import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startServer } from '../testing/start-server.js';
import { Stage, ticksResolver, until } from '../testing/ticks.resolver.js';

const held = () => {
  let release = () => {};
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release };
};

describe('stopping the server', () => {
  it('finishes a mutation that was accepted, and takes no other', async () => {
    const stage = new Stage();
    const { promise, release } = held();
    stage.slow = promise;
    const server = await startServer({ resolvers: [ticksResolver(stage)] });
    const accepted = server.post({ query: 'mutation { record }' });
    await until(() => stage.entered === 1);
    const stopped = server.stop();
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
    release();
    const { body, headers } = await accepted;
    expect(body.data).toEqual({ record: 1 });
    expect(headers.get('connection')).toBe('close');
    await stopped;
    expect(server.log.some(({ msg }) => String(msg).includes('cut off'))).toBe(false);
  });

  it('finishes a mutation over a WebSocket, and ends subscriptions with code 1001', async () => {
    const stage = new Stage();
    const { promise, release } = held();
    stage.slow = promise;
    const server = await startServer({ resolvers: [ticksResolver(stage)] });
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const subscription = client.iterate({ query: 'subscription { ticks(count: 1) }' });
    await subscription.next();
    const mutation = client.iterate({ query: 'mutation { record }' }).next();
    mutation.catch(() => undefined);
    subscription.next().catch(() => undefined);
    await until(() => stage.entered === 1);
    const stopped = server.stop();
    expect(await closed).toMatchObject({ code: 1001 });
    release();
    await stopped;
    expect(stage.recorded).toBe(1);
    expect(stage.started[0]?.ended).toBe(true);
  });

  it('cuts off what does not finish within the grace', async () => {
    const stage = new Stage();
    stage.slow = new Promise(() => {});
    const server = await startServer({
      resolvers: [ticksResolver(stage)],
      environment: { ONRECORD_SHUTDOWN_GRACE_MS: '50' },
    });
    const cut = server.post({ query: 'mutation { record }' }).catch((error: unknown) => error);
    await until(() => stage.entered === 1);
    await server.stop();
    expect(await cut).toMatchObject({ message: 'fetch failed' });
    expect(server.log.some(({ msg }) => String(msg).includes('cut off'))).toBe(true);
  });
});
