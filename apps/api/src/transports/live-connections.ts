import type { Metrics } from '../metrics/metrics.js';

/** How a stop of the server ends one connection. */
export interface LiveConnection {
  readonly transport: 'websocket' | 'sse';
  /** Says goodbye; the client may take its time. */
  close(): void;
  /** Cuts the connection. */
  terminate(): void;
}

/** The open connections of both subscription transports, counted together: each costs a socket and a buffer. */
export class LiveConnections {
  readonly #open = new Set<LiveConnection>();
  readonly #waiting = new Set<() => void>();

  constructor(
    private readonly limit: number,
    private readonly metrics: Metrics,
  ) {}

  get full(): boolean {
    return this.#open.size >= this.limit;
  }

  /** Returns what to call once the connection is closed and nothing runs for it any more. */
  opened(connection: LiveConnection): () => void {
    const { transport } = connection;
    this.#open.add(connection);
    this.metrics.connections.inc({ transport });
    return () => {
      if (!this.#open.delete(connection)) return;
      this.metrics.connections.dec({ transport });
      if (this.#open.size === 0) for (const resolve of this.#waiting) resolve();
    };
  }

  /** Resolves when all have ended: stores must not close under a subscription that still reads. */
  async closeAll(): Promise<void> {
    for (const connection of this.#open) connection.close();
    if (this.#open.size > 0) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  terminateAll(): void {
    for (const connection of this.#open) connection.terminate();
  }
}
