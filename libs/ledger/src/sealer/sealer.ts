import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerAlarm } from './alarm.js';
import type { SealerStatus, WhoSeals } from './sealer.status.js';
import { SealingRun, type SealingOptions } from './sealing.run.js';

export interface SealerOptions extends SealingOptions {
  /** Milliseconds before it is tried again after an error, the first time; doubled up to 30 s. Default 1,000. */
  readonly retryAfter?: number;
  readonly onStatus?: (status: SealerStatus) => void;
}

const LONGEST_WAIT = 30_000;

/**
 * Follows the log and seals it: makes leaves, writes them and the tree over them, signs. Beside the write path: a
 * command is answered before and whether or not its events are sealed.
 */
export class Sealer {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private current: SealerStatus = { state: 'CHECKING', size: 0 };
  /** Entries that an earlier attempt of this process compared with their tree. */
  private checked = 0;

  constructor(private readonly options: SealerOptions) {}

  status(): SealerStatus {
    return this.current;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Seals what has been read, then ends. Resolves also after an alarm. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { retryAfter = 1_000 } = this.options;
    let wait = retryAfter;
    while (!this.stopping.signal.aborted) {
      const run = new SealingRun(this.options, (status) => {
        if (status.state === 'LIVE') wait = retryAfter;
        this.tell({ ...status, ...run.who });
      });
      try {
        await run.run(this.stopping.signal, this.checked);
        if (this.stopping.signal.aborted) break;
        // A log that was closed ends its followers without an error.
        throw new Error('the log has ended');
      } catch (error) {
        if (error instanceof LedgerAlarm) return this.alarm(error);
        this.checked = Math.max(this.checked, run.checkedSize);
        this.tell({ state: 'RETRYING', size: this.current.size, problem: (error as Error).message, ...this.node });
        await sleep(wait, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
    this.tell({ state: 'STOPPED', size: this.current.size, ...this.node });
  }

  /** Who seals it does not know any more. */
  private get node(): WhoSeals {
    const { node } = this.current;
    return node === undefined ? {} : { node };
  }

  private alarm(alarm: LedgerAlarm): void {
    this.tell({ state: 'ALARM', size: this.current.size, problem: alarm.message, alarm, ...this.node });
  }

  private tell(status: SealerStatus): void {
    this.current = status;
    this.options.onStatus?.(status);
  }
}
