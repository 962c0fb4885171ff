const WINDOW_MS = 60_000;
/** Addresses remembered; the oldest is forgotten first, so that many addresses cost bounded memory. */
const MOST_ADDRESSES = 10_000;

interface Window {
  readonly since: number;
  failures: number;
}

/**
 * Counts wrong tokens by address in windows of a minute, in memory only. Tokens are too long to be guessed; this tells a
 * flood of guesses, whose work is then bounded, from a slip.
 */
export class FailedAttempts {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly limit: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Seconds until this address counts as any other again; 0 if it does now. */
  secondsToWait(address: string): number {
    const window = this.#current(address);
    if (window === undefined || window.failures < this.limit) return 0;
    return Math.max(1, Math.ceil((window.since + WINDOW_MS - this.now()) / 1000));
  }

  record(address: string): void {
    const window = this.#current(address);
    if (window !== undefined) {
      window.failures += 1;
      return;
    }
    const oldest = this.#windows.keys().next();
    if (this.#windows.size >= MOST_ADDRESSES && !oldest.done) this.#windows.delete(oldest.value);
    this.#windows.set(address, { since: this.now(), failures: 1 });
  }

  #current(address: string): Window | undefined {
    const window = this.#windows.get(address);
    if (window === undefined || this.now() - window.since < WINDOW_MS) return window;
    this.#windows.delete(address);
    return undefined;
  }
}
