import { EMPTY_ROOT, nodeHash, type Hash } from './hash.js';
import { consistencyRanges, inclusionRanges } from './shape.js';

/** A proof does not prove what it was asked for. */
export class ProofError extends Error {
  override readonly name = 'ProofError';
}

const count = (n: number) => `${n} ${n === 1 ? 'hash' : 'hashes'}`;

function requireLength(what: string, proof: readonly Uint8Array[], expected: number): void {
  if (proof.length === expected) return;
  throw new ProofError(`${what} takes ${count(expected)}, and ${proof.length} are given`);
}

/**
 * The root that a tree of `size` has if `leaf` (a leaf hash) is its entry `index`. RFC 9162 §2.1.3.2.
 * @throws ProofError where the proof has another number of hashes than such a tree needs
 */
export function rootFromInclusion(index: number, size: number, leaf: Hash, proof: readonly Hash[]): Hash {
  const ranges = inclusionRanges(index, size);
  requireLength(`an inclusion proof of entry ${index} in a tree of ${size}`, proof, ranges.length);
  return ranges.reduce(
    (hash, { from }, n) => (from > index ? nodeHash(hash, proof[n]!) : nodeHash(proof[n]!, hash)),
    leaf,
  );
}

/** @throws ProofError unless the proof shows that `leaf` is entry `index` of the tree with this size and root */
export function verifyInclusion(index: number, size: number, leaf: Hash, root: Hash, proof: readonly Hash[]): void {
  if (rootFromInclusion(index, size, leaf, proof).equals(root)) return;
  throw new ProofError(`the proof does not lead from entry ${index} to the root of the tree of ${size}`);
}

export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/**
 * That the newer tree begins with all of the older one. RFC 9162 §2.1.4.2.
 * @throws ProofError unless the proof shows it
 */
export function verifyConsistency(older: TreeHead, newer: TreeHead, proof: readonly Hash[]): void {
  const { ranges, startsWithOldRoot } = consistencyRanges(older.size, newer.size);
  const between = `from size ${older.size} to ${newer.size}`;
  requireLength(`a consistency proof ${between}`, proof, ranges.length);
  if (older.size === 0) {
    if (!older.root.equals(EMPTY_ROOT)) throw new ProofError('the root of the empty tree is not that of an empty tree');
    return;
  }
  let [old, current] = startsWithOldRoot ? [older.root, older.root] : [proof[0]!, proof[0]!];
  for (let n = startsWithOldRoot ? 0 : 1; n < ranges.length; n++) {
    const hash = proof[n]!;
    if (ranges[n]!.from >= older.size) current = nodeHash(current, hash);
    else [old, current] = [nodeHash(hash, old), nodeHash(hash, current)];
  }
  if (!old.equals(older.root)) throw new ProofError(`the proof ${between} does not lead to the older root`);
  if (!current.equals(newer.root)) throw new ProofError(`the proof ${between} does not lead to the newer root`);
}
