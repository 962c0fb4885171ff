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

  /** Where the client goes on if the stream breaks off before the first event: it keeps the id, and tells nobody. */
  beginAfter(cursor: string): void {
    if (!this.over.aborted) this.response.write(`id: ${cursor}\n\n`);
  }

  /**
   * Resolves when the client may be sent more; never rejects.
   * @param cursor what the client presents as `Last-Event-ID` when it connects again, if it has had this event
   */
  async send(event: 'next' | 'complete', data?: unknown, cursor?: string): Promise<void> {
    if (this.over.aborted) return;
    const id = cursor === undefined ? '' : `id: ${cursor}\n`;
    const text = `event: ${event}\n${id}data: ${data === undefined ? '' : JSON.stringify(data)}\n\n`;
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
