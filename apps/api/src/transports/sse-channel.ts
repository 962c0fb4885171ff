import type { ServerResponse } from 'node:http';
import { once } from 'node:events';

/**
 * The sending side of one event stream. Written by hand, since graphql-sse 2.6 puts every result into a queue without
 * bound and pulls the next at once: a client that does not read would cost all that happens meanwhile.
 */
export class SseChannel {
  readonly #over = new AbortController();
  readonly #beating: NodeJS.Timeout;
  #stalled = 0;

  constructor(
    private readonly response: ServerResponse,
    pingMs: number,
  ) {
    response.once('close', () => this.#over.abort());
    this.#beating = setInterval(() => this.#beat(), pingMs);
    this.#over.signal.addEventListener('abort', () => clearInterval(this.#beating));
  }

  /** Aborted when the client has gone away, or the server ends the stream. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Tells the client at once that the stream is open: headers alone would wait for the first event. */
  open(): void {
    this.response.write(':\n\n');
  }

  /** Resolves when the client may be sent more; never rejects. */
  async send(event: 'next' | 'complete', data?: unknown): Promise<void> {
    if (this.over.aborted) return;
    const text = `event: ${event}\ndata: ${data === undefined ? '' : JSON.stringify(data)}\n\n`;
    if (this.response.write(text)) return;
    await once(this.response, 'drain', { signal: this.over }).catch(() => undefined);
    this.#stalled = 0;
  }

  /** The server stops: the client is told nothing but the end, so that it connects again and resumes. */
  close(): void {
    this.#over.abort();
    this.end();
  }

  end(): void {
    if (!this.response.writableEnded) this.response.end();
  }

  /** A comment line: keeps proxies from closing the connection, and finds clients that have silently gone. */
  #beat(): void {
    if (!this.response.writableNeedDrain) this.response.write(':\n\n');
    else if ((this.#stalled += 1) >= 2) this.response.destroy();
  }
}
