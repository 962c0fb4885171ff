import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

export interface ChannelOptions {
  /** Bytes that may wait in the socket before the sender has to. */
  readonly bufferBytes: number;
  /** Milliseconds between signs of life; two without any end the connection. */
  readonly pingMs: number;
}

/**
 * The sending side of one WebSocket. `send` resolves while the socket's buffer is small, else only when the message has
 * gone to the operating system: graphql-ws pulls the next result after that, so a client that does not read holds one
 * buffer and nothing more.
 */
export class SocketChannel {
  #missed = 0;
  #flushed = 0;
  readonly #pinging: NodeJS.Timeout;

  constructor(
    private readonly socket: WebSocket,
    private readonly tcp: Socket,
    private readonly options: ChannelOptions,
  ) {
    this.#pinging = setInterval(() => this.#ping(), options.pingMs);
    socket.on('pong', () => this.#alive());
    socket.on('message', () => this.#alive());
    socket.once('close', () => clearInterval(this.#pinging));
  }

  /** Never rejects: a socket that has gone away says so by its `close` event. */
  send(data: string): Promise<void> {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      socket.send(data, () => resolve());
      if (socket.bufferedAmount < this.options.bufferBytes) resolve();
    });
  }

  #alive(): void {
    this.#missed = 0;
  }

  #ping(): void {
    // The ping of a slow reader waits behind our data: as long as that moves, the client is alive.
    const flushed = this.tcp.bytesWritten - this.tcp.writableLength;
    if (flushed > this.#flushed) this.#missed = 0;
    if (this.#missed >= 2) return this.socket.terminate();
    this.#missed += 1;
    this.socket.ping();
    this.#flushed = this.tcp.bytesWritten - this.tcp.writableLength;
  }
}
