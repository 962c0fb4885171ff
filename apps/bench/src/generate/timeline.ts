import type { Draft } from './draft.js';

/** What is still to be recorded, earliest first: a binary heap, since stories overlap. Equal moments keep their order. */
export class Timeline {
  private readonly heap: { readonly draft: Draft; readonly order: number }[] = [];
  private added = 0;

  get size(): number {
    return this.heap.length;
  }

  /** When the next one is recorded; infinite where there is none. */
  get next(): number {
    return this.heap[0]?.draft.at ?? Infinity;
  }

  add(draft: Draft): void {
    const { heap } = this;
    let at = heap.push({ draft, order: this.added++ }) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(at, parent)) return;
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
      at = parent;
    }
  }

  take(): Draft | undefined {
    const { heap } = this;
    const first = heap[0]?.draft;
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && this.isBefore(child, least)) least = child;
      if (least === at) return first;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [x, y] = [this.heap[a]!, this.heap[b]!];
    return x.draft.at - y.draft.at < 0 || (x.draft.at === y.draft.at && x.order < y.order);
  }
}
