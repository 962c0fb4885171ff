/**
 * Recently used values, between `limit` and half of it, in two generations: a hit in the young one writes nothing,
 * where a list kept in order of use would be relinked at each read (a fifth of a rebuild's time, measured). What is
 * evicted can always be read again: nothing is kept only here.
 */
export class BoundedCache<Key, Value> {
  private young = new Map<Key, Value>();
  private old = new Map<Key, Value>();
  private weight = 0;
  private readonly generation: number;

  /**
   * @param limit of all weights together
   * @param weigh what a value takes, with its key, in the unit of the limit; always the same of the same value. Without it the limit is a number of values
   */
  constructor(
    limit: number,
    private readonly weigh: (value: Value, key: Key) => number = () => 1,
  ) {
    this.generation = Math.max(1, Math.ceil(limit / 2));
  }

  get(key: Key): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const aged = this.old.get(key);
    return aged === undefined ? undefined : this.set(key, aged);
  }

  set(key: Key, value: Value): Value {
    const before = this.young.get(key);
    if (before !== undefined) this.weight -= this.weigh(before, key);
    else if (this.weight >= this.generation) {
      this.old = this.young;
      this.young = new Map();
      this.weight = 0;
    }
    this.weight += this.weigh(value, key);
    this.young.set(key, value);
    return value;
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
    this.weight = 0;
  }
}
