/** A binary heap of numbers: `pop` gives the one that comes before all others. */
export class MinHeap {
  private readonly items: number[] = [];

  constructor(private readonly precedes: (a: number, b: number) => boolean) {}

  push(item: number): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.precedes(items[at] as number, items[parent] as number)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  pop(): number | undefined {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    items[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < items.length && this.precedes(items[child] as number, items[least] as number)) least = child;
      }
      if (least === at) return first;
      this.swap(at, least);
      at = least;
    }
  }

  private swap(a: number, b: number): void {
    const { items } = this;
    [items[a], items[b]] = [items[b] as number, items[a] as number];
  }
}
