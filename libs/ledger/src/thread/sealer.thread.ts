import { Worker } from 'node:worker_threads';
import type { SealerSettings, ThreadStatus, ToSealer } from './sealer.messages.js';

/** Milliseconds before a thread that died is replaced. */
const RESTART = 5_000;

/** The sealer on a thread of its own: hashing and waiting for the disk would hold up whoever writes and serves. */
export class SealerThread {
  private worker: Worker | undefined;
  private ended: Promise<void> = Promise.resolve();
  private restart: NodeJS.Timeout | undefined;
  private stopped = false;
  private current: ThreadStatus = { state: 'CHECKING', size: 0 };

  constructor(
    private readonly settings: SealerSettings,
    private readonly onStatus: (status: ThreadStatus) => void = () => {},
  ) {}

  start(): void {
    const worker = new Worker(new URL('./sealer.worker.js', import.meta.url), { workerData: this.settings });
    this.worker = worker;
    worker.on('message', (status: ThreadStatus) => this.tell(status));
    worker.on('error', (error) => {
      this.tell({
        state: 'RETRYING',
        size: this.current.size,
        problem: `the thread ended: ${(error as Error).message}`,
      });
    });
    this.ended = new Promise((resolve) =>
      worker.once('exit', () => {
        this.worker = undefined;
        if (!this.stopped) this.restart = setTimeout(() => this.start(), RESTART);
        resolve();
      }),
    );
  }

  status(): ThreadStatus {
    return this.current;
  }

  /** Seals what has been read. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.restart);
    this.worker?.postMessage({ kind: 'stop' } satisfies ToSealer);
    await this.ended;
  }

  private tell(status: ThreadStatus): void {
    this.current = status;
    this.onStatus(status);
  }
}
