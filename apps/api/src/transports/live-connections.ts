import type { Metrics } from '../metrics/metrics.js';

type Transport = 'websocket' | 'sse';

/** The open connections of both subscription transports, counted together: each costs a socket and a buffer. */
export class LiveConnections {
  readonly #closers = new Set<() => void>();

  constructor(
    private readonly limit: number,
    private readonly metrics: Metrics,
  ) {}

  get full(): boolean {
    return this.#closers.size >= this.limit;
  }

  /** Registers a connection with how a stop of the server ends it; returns what to call once it is closed. */
  opened(transport: Transport, close: () => void): () => void {
    this.#closers.add(close);
    this.metrics.connections.inc({ transport });
    return () => {
      if (this.#closers.delete(close)) this.metrics.connections.dec({ transport });
    };
  }

  closeAll(): void {
    for (const close of this.#closers) close();
  }
}
