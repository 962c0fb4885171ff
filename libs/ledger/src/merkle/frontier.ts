import { EMPTY_ROOT, nodeHash, type Hash } from './hash.js';
import { nodesOf, requireSize } from './shape.js';

/** Hashes of adjacent subtrees, the largest first, as one. */
export function joinHashes(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return EMPTY_ROOT;
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** A growing tree of which only the complete subtrees at its edge are kept: at most 53 hashes, whatever its size. */
export class Frontier {
  private constructor(
    private count: number,
    /** By level: the root of the complete subtree of 2^level leaves, where the binary form of the size has a 1. */
    private readonly edge: (Hash | undefined)[],
  ) {}

  static empty(): Frontier {
    return new Frontier(0, []);
  }

  /** @param hashes of the subtrees `nodesOf({ from: 0, to: size })`, in that order */
  static of(size: number, hashes: readonly Hash[]): Frontier {
    requireSize(size, 'the size of the tree');
    const nodes = nodesOf({ from: 0, to: size });
    if (nodes.length !== hashes.length) throw new RangeError(`a tree of ${size} has ${nodes.length} subtrees`);
    const edge: (Hash | undefined)[] = [];
    nodes.forEach(({ level }, n) => (edge[level] = hashes[n]));
    return new Frontier(size, edge);
  }

  get size(): number {
    return this.count;
  }

  copy(): Frontier {
    return new Frontier(this.count, [...this.edge]);
  }

  /**
   * @param completed told of each subtree that this one completes, its own included
   * @param from level of the subtree: 0, a leaf, unless a multiple of its 2^level leaves is there
   */
  append(subtree: Hash, completed?: (level: number, hash: Hash) => void, from = 0): void {
    let hash = subtree;
    let level = from;
    const before = this.count / 2 ** from;
    if (!Number.isInteger(before)) throw new RangeError(`no subtree of 2^${from} leaves begins at ${this.count}`);
    completed?.(level, hash);
    for (let rest = before; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = nodeHash(this.edge[level]!, hash);
      this.edge[level] = undefined;
      level += 1;
      completed?.(level, hash);
    }
    this.edge[level] = hash;
    this.count += 2 ** from;
  }

  root(): Hash {
    return joinHashes(this.edge.filter((hash) => hash !== undefined).reverse());
  }
}
