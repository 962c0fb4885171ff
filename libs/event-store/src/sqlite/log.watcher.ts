/**
 * Wakes followers when the log may have grown: at once for this process' own appends, and by polling for those of other
 * threads and processes. A wake-up says "look", never what is there, so that one too many is harmless.
 */
export class LogWatcher {
  private readonly waiting = new Map<() => void, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    /** Changes with every commit of another connection. */
    private readonly dataVersion: () => number,
    /** Milliseconds. */
    private readonly pollInterval: number,
  ) {}

  /**
   * Calls `wake` once, when the version is no longer `seen`; returns how to give up.
   *
   * @param seen the version as it was **before** the look that found nothing: another process may commit at any moment
   *   between that look and this call, and would otherwise be noticed with its next commit only.
   */
  onChange(seen: number, wake: () => void): () => void {
    this.waiting.set(wake, seen);
    this.timer ??= setInterval(() => this.poll(), this.pollInterval);
    return () => {
      this.waiting.delete(wake);
      this.rest();
    };
  }

  /** The log has grown, or followers have to look for another reason. */
  wakeAll(): void {
    this.wakeWhere(() => true);
  }

  private poll(): void {
    try {
      const version = this.dataVersion();
      this.wakeWhere((seen) => seen !== version);
    } catch {
      // The follower's own look meets the same error and tells it to its consumer.
      this.wakeAll();
    }
  }

  private wakeWhere(isDue: (seen: number) => boolean): void {
    if (this.waiting.size === 0) return;
    const due = [...this.waiting].filter(([, seen]) => isDue(seen)).map(([wake]) => wake);
    for (const wake of due) this.waiting.delete(wake);
    this.rest();
    for (const wake of due) wake();
  }

  private rest(): void {
    if (this.waiting.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
