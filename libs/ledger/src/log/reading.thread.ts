import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { StorePosition } from '#event-store';
import type { LeafPage } from './leaf.page.js';
import { HELD, type FromReader, type ReadingSetup, type ToReader } from './reading.messages.js';
import type { AdapterModule, ReadAhead, Reading } from './reading.port.js';

/** Reads on threads of this process. */
export class ReadingThreads implements ReadAhead {
  /** It takes as long to start a thread as to read some thousands of leaves. */
  readonly worthwhile = 8_192;

  /** @param log exports `openEventStore(options): Promise<EventStore>` */
  constructor(private readonly log: AdapterModule) {}

  start(checkTexts: boolean): Reading {
    return new ReadingThread({ log: this.log, checkTexts });
  }
}

class ReadingThread implements Reading {
  isReady = false;
  private readonly worker: Worker;

  constructor(workerData: ReadingSetup) {
    this.worker = new Worker(new URL('./reading.worker.js', import.meta.url), { workerData });
    this.worker.once('message', () => (this.isReady = true));
    // What is wrong with the log shows again, as an error of the log, to whoever goes on without the thread.
    this.worker.on('error', () => (this.isReady = false));
    this.worker.on('exit', () => (this.isReady = false));
    // Nobody waits for it but who asked for a page.
    this.worker.unref();
  }

  async *pages(after: StorePosition, signal?: AbortSignal): AsyncGenerator<LeafPage, undefined> {
    if (!this.isReady || signal?.aborted) return;
    const messages = on(this.worker, 'message', { close: ['exit'], ...(signal && { signal }) });
    this.worker.ref();
    this.post({ after });
    const held: LeafPage[] = [];
    try {
      for await (const [message] of messages as AsyncIterable<[FromReader]>) {
        if (typeof message === 'string') return;
        held.push(message.page);
        if (held.length > HELD) this.giveBack(held.shift()!);
        yield message.page;
      }
    } catch {
      // Aborted, or the thread has failed.
    } finally {
      this.worker.unref();
    }
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  /** From then on it has no bytes, and whoever asks for them gets an error. */
  private giveBack({ bytes }: LeafPage): void {
    const memory = bytes.buffer as ArrayBuffer;
    this.post({ memory }, [memory]);
  }

  private post(message: ToReader, transfer: ArrayBuffer[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}
