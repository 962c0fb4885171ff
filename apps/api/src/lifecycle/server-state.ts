/** Whether the server still takes on work, and the work that outlives an HTTP request. */
export class ServerState {
  #draining = false;
  readonly #running = new Set<Promise<unknown>>();

  get draining(): boolean {
    return this.#draining;
  }

  drain(): void {
    this.#draining = true;
  }

  /** Counts work, such as a mutation over a WebSocket, that a stop has to wait for. */
  track<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work.then(
      () => this.#running.delete(settled),
      () => this.#running.delete(settled),
    );
    this.#running.add(settled);
    return work;
  }

  /** Resolves when all tracked work has ended. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
