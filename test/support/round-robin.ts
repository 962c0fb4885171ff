import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Passes connections on to servers in turn, and to the next one where one is not there. */
export interface RoundRobin {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Connections that were passed on to each, by its URL. */
  readonly passed: ReadonlyMap<string, number>;
  /** Who is passed on to from now on; open connections stay as they are. */
  serve(urls: readonly string[]): void;
  close(): Promise<void>;
}

export async function startRoundRobin(urls: readonly string[]): Promise<RoundRobin> {
  let [servers, turn] = [urls, 0];
  const passed = new Map<string, number>();
  const open = new Set<Socket>();
  const proxy = createServer((client) => void pass(client));
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');

  async function pass(client: Socket): Promise<void> {
    hold(client);
    for (let tried = 0; tried < servers.length; tried++) {
      const url = servers[turn++ % servers.length]!;
      const server = await reach(url);
      if (!server) continue;
      hold(server);
      passed.set(url, (passed.get(url) ?? 0) + 1);
      client.once('close', () => server.destroy());
      // A server that was killed says no goodbye; neither does this.
      server.once('close', () => client.destroy());
      client.pipe(server).pipe(client);
      return;
    }
    client.destroy();
  }

  function hold(socket: Socket): void {
    open.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket));
  }

  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    passed,
    serve: (others) => void (servers = others),
    async close() {
      proxy.close();
      for (const socket of open) socket.destroy();
      await once(proxy, 'close');
    },
  };
}

async function reach(url: string): Promise<Socket | undefined> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return undefined;
  }
}
