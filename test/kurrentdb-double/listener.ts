import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Grpc } from './protocol.js';

export const HOST = '127.0.0.1';

/**
 * Ports to choose from. Not from those that the system gives to outgoing connections: while a double is down, one of
 * these could take its place, even the very connection that is tried with it.
 */
const PORTS = { from: 15_000, to: 32_000 };
const TRIES = 50;

/**
 * Accepts the connections itself and hands them to gRPC, because a gRPC server can only be shut down in order, which a
 * client takes for a cancellation: a crash resets the sockets.
 */
export class Listener {
  private readonly sockets = new Map<string, Socket>();
  private server: Server | undefined;
  private opening = Promise.resolve();

  /** @param port 0: a free one, kept from then on */
  constructor(
    private readonly injector: Grpc.ConnectionInjector,
    private wanted: number,
  ) {}

  get port(): number {
    return this.wanted;
  }

  get listening(): boolean {
    return this.server !== undefined;
  }

  /** @throws where the port is taken */
  open(): Promise<void> {
    if (!this.server) this.opening = this.wanted === 0 ? this.openSomewhere() : this.openAt(this.wanted);
    return this.opening;
  }

  /** Resets every connection and accepts no more. */
  crash(): void {
    this.server?.close();
    this.server = undefined;
    for (const socket of this.sockets.values()) socket.resetAndDestroy();
    this.sockets.clear();
  }

  /** Resets the connection that a call came by. */
  reset(peer: string): void {
    this.sockets.get(peer)?.resetAndDestroy();
  }

  private async openSomewhere(): Promise<void> {
    for (let left = TRIES; ; left--) {
      const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
      try {
        await this.openAt(port);
        this.wanted = port;
        return;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  }

  private async openAt(port: number): Promise<void> {
    const server = createServer({ noDelay: true }, (socket) => this.accept(socket));
    this.server = server;
    server.listen(port, HOST);
    try {
      // A crash may come before it listens, and then it never does.
      await Promise.race([once(server, 'listening'), once(server, 'close')]);
    } catch (error) {
      if (this.server === server) this.server = undefined;
      throw error;
    }
  }

  private accept(socket: Socket): void {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    this.sockets.set(peer, socket);
    socket.on('close', () => this.sockets.delete(peer));
    socket.on('error', () => undefined);
    this.injector.injectConnection(socket);
  }
}
