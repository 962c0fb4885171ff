/** Milliseconds in which checkpoints are gathered: a busy log would wake a thousand clients two hundred times a second. */
const COALESCED = 50;

/** Wakes everyone who waits for the feed to go on, once for all checkpoints of a short while. */
export class WakeUp {
  readonly #waiting = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #timer: NodeJS.Timeout | undefined;
  #rung = 0;

  /** @param onCheckpoint calls back after each checkpoint; returns what ends that */
  constructor(
    onCheckpoint: (listener: () => void) => () => void,
    private readonly coalescedMs = COALESCED,
  ) {
    this.#unsubscribe = onCheckpoint(() => {
      this.#timer ??= setTimeout(() => this.#ring(), this.coalescedMs);
    });
  }

  /** Rises with each ring: whoever reads it before looking at the feed cannot sleep through one. */
  get rung(): number {
    return this.#rung;
  }

  /** Resolves at the next ring after `seen`, or when the signal is aborted; never rejects. */
  wait(seen: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || seen !== this.#rung) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  /** How many wait now. */
  get waiting(): number {
    return this.#waiting.size;
  }

  close(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    this.#ring();
  }

  #ring(): void {
    this.#timer = undefined;
    this.#rung += 1;
    // Those who come back while this runs wait for the next ring.
    const waiting = Array.from(this.#waiting);
    for (const wake of waiting) wake();
  }
}
