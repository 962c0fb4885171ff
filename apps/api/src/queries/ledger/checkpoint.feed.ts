import type { PublishedCheckpoint, PublishedTree } from '../../ledger/published-tree.js';

/**
 * Each new checkpoint for one client, who is told the newest only: a later one covers what an earlier one does. Written
 * by hand, since `return()` of a generator waits for a pending `next()`.
 */
export class CheckpointFeed implements AsyncIterableIterator<PublishedCheckpoint> {
  #newest: PublishedCheckpoint | undefined;
  #waiting: ((result: IteratorResult<PublishedCheckpoint>) => void)[] = [];
  #ended = false;
  readonly #stop: () => void;

  constructor(published: Pick<PublishedTree, 'onPublished'>) {
    this.#stop = published.onPublished((checkpoint) => {
      const next = this.#waiting.shift();
      if (next) next({ done: false, value: checkpoint });
      else this.#newest = checkpoint;
    });
  }

  next(): Promise<IteratorResult<PublishedCheckpoint>> {
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    const value = this.#newest;
    this.#newest = undefined;
    if (value) return Promise.resolve({ done: false, value });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  return(): Promise<IteratorResult<PublishedCheckpoint>> {
    this.#ended = true;
    this.#stop();
    for (const resolve of this.#waiting.splice(0)) resolve({ done: true, value: undefined });
    return Promise.resolve({ done: true, value: undefined });
  }

  async throw(error: unknown): Promise<IteratorResult<PublishedCheckpoint>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
