import { type MaybePromise, whenHere } from '../common/maybe-promise.js';

/** Looked up together at most; a page and what stands on it is far smaller. */
const MAX_BATCH = 500;

/**
 * Looks things up in batches without a promise for each: whoever makes a list of nodes announces what they may be asked
 * for, and the first question answers for all that were announced. (A loader that gathers until the next tick would
 * make every field of a page of fifty a promise.)
 */
export class BatchedLookup<K, V> {
  readonly #known = new Map<K, MaybePromise<V>>();
  readonly #announced = new Set<K>();

  constructor(private readonly fetch: (keys: readonly K[]) => MaybePromise<readonly V[]>) {}

  announce(keys: Iterable<K>): void {
    for (const key of keys) if (!this.#known.has(key)) this.#announced.add(key);
  }

  get(key: K): MaybePromise<V> {
    if (!this.#known.has(key)) this.#load(key);
    return this.#known.get(key) as MaybePromise<V>;
  }

  has(key: K): boolean {
    return this.#known.has(key);
  }

  #load(key: K): void {
    this.#announced.delete(key);
    const keys = [key];
    for (const other of this.#announced) {
      if (keys.length === MAX_BATCH) break;
      keys.push(other);
    }
    for (const loaded of keys) this.#announced.delete(loaded);
    const fetched = this.fetch(keys);
    keys.forEach((loaded, n) =>
      this.#known.set(
        loaded,
        whenHere(fetched, (values) => values[n] as V),
      ),
    );
  }
}
