/** Leaves [from, to) of a tree. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A subtree with all its leaves: [index · 2^level, (index + 1) · 2^level). */
export interface Node {
  readonly level: number;
  readonly index: number;
}

/** Sizes are counted in doubles, so shifts (32 bits) are not for them. */
export function requireSize(size: number, what: string): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${what} is ${size}, not a count of leaves`);
}

/** The largest power of two below `n`, which is at least 2: where RFC 6962 splits a tree of `n` leaves. */
function splitOf(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** The complete subtrees that make up a range as RFC 6962 cuts trees, from the left, that is: the largest first. */
export function nodesOf({ from, to }: Range): Node[] {
  const nodes: Node[] = [];
  for (let start = from; start < to;) {
    let level = 0;
    let width = 1;
    for (; width * 2 <= to - start; level++) width *= 2;
    if (start % width !== 0) throw new RangeError(`[${from}, ${to}) is not a subtree of an RFC 6962 tree`);
    nodes.push({ level, index: start / width });
    start += width;
  }
  return nodes;
}

/** What an inclusion proof holds the hashes of, in its order: from the leaf's sibling up. RFC 6962 §2.1.1. */
export function inclusionRanges(index: number, size: number): Range[] {
  requireSize(size, 'the size of the tree');
  requireSize(index, 'the index of the entry');
  if (index >= size) throw new RangeError(`there is no entry ${index} in a tree of ${size}`);
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.reverse();
}

export interface ConsistencyRanges {
  readonly ranges: readonly Range[];
  /** The older tree is a subtree of the newer one: its root, which the verifier has, starts the computation. */
  readonly startsWithOldRoot: boolean;
}

/** What a consistency proof holds the hashes of, in its order. RFC 6962 §2.1.2. */
export function consistencyRanges(oldSize: number, size: number): ConsistencyRanges {
  requireSize(oldSize, 'the size of the older tree');
  requireSize(size, 'the size of the newer tree');
  if (oldSize > size) throw new RangeError(`a tree of ${oldSize} is not older than one of ${size}`);
  if (oldSize === 0 || oldSize === size) return { ranges: [], startsWithOldRoot: true };
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to !== oldSize) {
    const middle = from + splitOf(to - from);
    if (oldSize <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  const startsWithOldRoot = from === 0;
  if (!startsWithOldRoot) ranges.push({ from, to });
  return { ranges: ranges.reverse(), startsWithOldRoot };
}
