/** Those who wait for the read model to move on. */
export class CheckpointWaiters {
  private readonly waiting = new Set<() => void>();

  /** Looks at once and after each `moved`; undefined when the time (milliseconds) is over or the signal aborts. */
  async until<T>(look: () => T | undefined, timeoutMs: number, signal?: AbortSignal): Promise<T | undefined> {
    const found = look();
    if (found !== undefined || timeoutMs <= 0 || signal?.aborted) return found;
    return new Promise((resolve) => {
      const end = (value: T | undefined) => {
        clearTimeout(timer);
        this.waiting.delete(check);
        signal?.removeEventListener('abort', giveUp);
        resolve(value);
      };
      const check = () => {
        const value = look();
        if (value !== undefined) end(value);
      };
      const giveUp = () => end(undefined);
      const timer = setTimeout(giveUp, timeoutMs);
      signal?.addEventListener('abort', giveUp, { once: true });
      this.waiting.add(check);
    });
  }

  moved(): void {
    for (const check of this.waiting) check();
  }
}
