/**
 * Remembers at most about `2 × generation` results, by two generations: a hit in the young one writes nothing, where
 * a classic LRU would relink on each read. What was not asked for during one generation is forgotten, so strings that
 * a stranger makes up cost no lasting memory.
 */
export class BoundedMemo<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  constructor(private readonly generation: number) {}

  get(key: string): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const aged = this.old.get(key);
    if (aged !== undefined) this.set(key, aged);
    return aged;
  }

  set(key: string, value: Value): Value {
    if (this.young.size >= this.generation) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
    return value;
  }

  get size(): number {
    return this.young.size + this.old.size;
  }
}
