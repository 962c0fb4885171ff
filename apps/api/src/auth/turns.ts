/**
 * Does the work that one address asks for a piece at a time, so that a flood from it costs what one caller costs, and
 * leaves the vault to the others.
 */
export class Turns {
  readonly #queues = new Map<string, { tail: Promise<unknown>; length: number }>();

  /** @param most how many of one address may wait; a flood would otherwise be held in memory */
  constructor(private readonly most: number) {}

  /** @returns what the work gives; `FULL` where too many of that address wait already, and it was not done */
  async take<T>(address: string, work: () => Promise<T>): Promise<T | 'FULL'> {
    const queue = this.#queues.get(address) ?? { tail: Promise.resolve(), length: 0 };
    if (queue.length >= this.most) return 'FULL';
    this.#queues.set(address, queue);
    queue.length += 1;
    const mine = queue.tail.then(work);
    queue.tail = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) this.#queues.delete(address);
    }
  }
}
