import { jest } from '@jest/globals';
import fc from 'fast-check';
import { EMPTY_ROOT, Frontier, ProofError, TiledTree, verifyConsistency, verifyInclusion, type Hash } from './index.js';
import { leavesOf, plainRoot, PlainTiles } from './testing/tree.builder.js';

/** Milliseconds; thousands of small trees, on machines that may have two busy cores. */
jest.setTimeout(120_000);

const MOST = 270;
const leaves = leavesOf(MOST);
const roots = Array.from({ length: MOST + 1 }, (_, size) => plainRoot(leaves.slice(0, size)));
const tiles = new PlainTiles(leaves);
const tree = (size: number) => new TiledTree(tiles, size);
const head = (size: number) => ({ size, root: roots[size]! });

/** A size and something below it. */
const sizes = fc.integer({ min: 1, max: MOST }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

function flipBit(hash: Hash, bit: number): Hash {
  const flipped = Buffer.from(hash);
  flipped[bit >> 3]! ^= 1 << (bit & 7);
  return flipped;
}

describe('proofs', () => {
  it('show the inclusion of every entry, at every size', async () => {
    for (let size = 1; size <= MOST; size++) {
      const current = tree(size);
      for (let index = 0; index < size; index += size > 80 ? 7 : 1) {
        const proof = await current.inclusionProof(index);
        verifyInclusion(index, size, leaves[index]!, roots[size]!, proof);
      }
    }
    expect.assertions(0);
  });

  it('show the consistency of every pair of sizes', async () => {
    for (let size = 0; size <= MOST; size++) {
      const current = tree(size);
      for (let old = 0; old <= size; old++)
        verifyConsistency(head(old), head(size), await current.consistencyProof(old));
    }
    expect.assertions(0);
  });

  it('do not show the inclusion of another entry, index, size or root', () =>
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(MOST - 1), fc.nat(255), async ([size, index], other, bit) => {
        const proof = await tree(size).inclusionProof(index);
        if (other !== index) {
          expect(() => verifyInclusion(index, size, leaves[other]!, roots[size]!, proof)).toThrow(ProofError);
          if (other < size)
            expect(() => verifyInclusion(other, size, leaves[index]!, roots[size]!, proof)).toThrow(ProofError);
        }
        expect(() => verifyInclusion(index, size, leaves[index]!, flipBit(roots[size]!, bit), proof)).toThrow(
          ProofError,
        );
        for (const n of proof.keys()) {
          const wrong = proof.map((hash, m) => (m === n ? flipBit(hash, bit) : hash));
          expect(() => verifyInclusion(index, size, leaves[index]!, roots[size]!, wrong)).toThrow(ProofError);
        }
      }),
    ));

  it('do not show the consistency of trees that differ', () =>
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(255), async ([size, old], bit) => {
        const proof = await tree(size).consistencyProof(old);
        const broken = { size, root: flipBit(roots[size]!, bit) };
        if (old > 0) expect(() => verifyConsistency(head(old), broken, proof)).toThrow(ProofError);
        const rewritten = { size: old, root: flipBit(roots[old]!, bit) };
        expect(() => verifyConsistency(rewritten, head(size), proof)).toThrow(ProofError);
        for (const n of proof.keys()) {
          const wrong = proof.map((hash, m) => (m === n ? flipBit(hash, bit) : hash));
          expect(() => verifyConsistency(head(old), head(size), wrong)).toThrow(ProofError);
        }
      }),
    ));

  it('need exactly as many hashes as the sizes ask for', () =>
    fc.assert(
      fc.asyncProperty(sizes, async ([size, index]) => {
        const inclusion = await tree(size).inclusionProof(index);
        const longer = () => verifyInclusion(index, size, leaves[index]!, roots[size]!, [...inclusion, EMPTY_ROOT]);
        expect(longer).toThrow(`an inclusion proof of entry ${index} in a tree of ${size} takes`);
        const consistency = [...(await tree(size).consistencyProof(index)), EMPTY_ROOT];
        expect(() => verifyConsistency(head(index), head(size), consistency)).toThrow('a consistency proof from size');
      }),
    ));

  it('are not asked of what no tree can have', () => {
    expect(() => verifyInclusion(3, 3, EMPTY_ROOT, EMPTY_ROOT, [])).toThrow('there is no entry 3 in a tree of 3');
    expect(() => verifyInclusion(-1, 3, EMPTY_ROOT, EMPTY_ROOT, [])).toThrow('the index of the entry is -1');
    expect(() => verifyConsistency(head(4), head(3), [])).toThrow('a tree of 4 is not older than one of 3');
    expect(() => verifyConsistency({ size: 0.5, root: EMPTY_ROOT }, head(3), [])).toThrow('is 0.5');
  });

  it('hold for trees of more than 2^32 leaves', async () => {
    // A chain of doublings would need the leaves; with equal ones each level has one hash.
    const size = 2 ** 40 + 12_345;
    const uniform = new Map<number, Buffer>();
    const source = {
      tile: async ({ level, width }: { level: number; width: number }) => {
        let hash = uniform.get(level);
        if (!hash) {
          hash = leaves[0]!;
          const one = Frontier.empty();
          for (let n = 0; n < 256; n++) one.append(level === 0 ? leaves[0]! : uniform.get(level - 1)!);
          hash = level === 0 ? leaves[0]! : one.root();
          uniform.set(level, hash);
        }
        return Buffer.concat(Array.from({ length: width }, () => hash));
      },
    };
    for (let level = 0; level <= 5; level++) await source.tile({ level, width: 1 });
    const large = new TiledTree(source, size);
    const root = await large.root();
    for (const index of [0, 2 ** 32, 2 ** 40, size - 1])
      verifyInclusion(index, size, leaves[0]!, root, await large.inclusionProof(index));
    const older = new TiledTree(source, 2 ** 33 + 1);
    verifyConsistency(
      { size: older.size, root: await older.root() },
      { size, root },
      await large.consistencyProof(older.size),
    );
    expect(await large.inclusionProof(size - 1)).not.toHaveLength(40);
  });
});
