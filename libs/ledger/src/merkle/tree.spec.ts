import { hash } from 'node:crypto';
import fc from 'fast-check';
import { MerkleTree } from 'merkletreejs';
import { Frontier, hashesAt, levelsOf, nodesOf, TiledTree, tileIn, tilesOf } from './index.js';
import { leavesOf, plainRoot, PlainTiles } from './testing/tree.builder.js';

const leaves = leavesOf(700);
const sizes = fc.nat(700);

describe('a tree', () => {
  it('has the root of the definition, however it is computed', () =>
    fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const expected = plainRoot(leaves.slice(0, size));
        const frontier = Frontier.empty();
        for (const leaf of leaves.slice(0, size)) frontier.append(leaf);
        expect(frontier.root()).toEqual(expected);
        expect(await new TiledTree(new PlainTiles(leaves), size).root()).toEqual(expected);
      }),
    ));

  it('has the root that another implementation finds where that one agrees with the RFC on the shape', () => {
    // merkletreejs hashes pairs without a prefix, so the prefix is put into its hash function; where a level is odd it
    // carries the last node up, which is the RFC's shape.
    const oracle = (size: number) => {
      const sha256 = (pair: Buffer) => hash('sha256', Buffer.concat([Buffer.from([1]), pair]), 'buffer');
      return new MerkleTree(leaves.slice(0, size), sha256).getRoot();
    };
    for (let size = 1; size <= 260; size++) expect(plainRoot(leaves.slice(0, size))).toEqual(oracle(size));
  });

  it('goes on from its edge as if it had never stopped', () =>
    fc.assert(
      fc.asyncProperty(sizes, fc.nat(700), async (a, b) => {
        const [stop, end] = [Math.min(a, b), Math.max(a, b)];
        const edge = await new TiledTree(new PlainTiles(leaves), stop).edge();
        const frontier = Frontier.of(stop, edge);
        const before = frontier.copy();
        for (const leaf of leaves.slice(stop, end)) frontier.append(leaf);
        expect(frontier.root()).toEqual(plainRoot(leaves.slice(0, end)));
        expect(before.root()).toEqual(plainRoot(leaves.slice(0, stop)));
        expect(frontier.size).toBe(end);
      }),
    ));

  it('refuses an edge that is not one', () => {
    expect(() => Frontier.of(5, [leaves[0]!])).toThrow('a tree of 5 has 2 subtrees');
    expect(() => nodesOf({ from: 1, to: 3 })).toThrow('[1, 3) is not a subtree');
  });
});

describe('tiles', () => {
  it('are those of the specification for its tree of 70,000', () => {
    const tiles = [...tilesOf(70_000)];
    const at = (level: number, width: (w: number) => boolean) =>
      tiles.filter((tile) => tile.level === level && width(tile.width)).map(({ width: w }) => w);
    expect(at(0, (w) => w === 256)).toHaveLength(273);
    expect(at(0, (w) => w < 256)).toEqual([112]);
    expect(at(1, (w) => w === 256)).toHaveLength(1);
    expect(at(1, (w) => w < 256)).toEqual([17]);
    expect(at(2, () => true)).toEqual([1]);
    expect(levelsOf(70_000)).toBe(3);
  });

  it('are a full one and a partial one above it for a tree of 256', () =>
    expect([...tilesOf(256)]).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]));

  it('are none for the empty tree', () => {
    expect([...tilesOf(0)]).toEqual([]);
    expect(tileIn(0, 0, 0)).toBeUndefined();
  });

  it('of a larger tree are those of the smaller one with what is new or wider', () =>
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(3_000), (since, growth) => {
        const key = ({ level, index, width }: { level: number; index: number; width: number }) =>
          `${level}/${index}/${width}`;
        const old = new Set([...tilesOf(since)].map(key));
        const all = [...tilesOf(since + growth)].map(key);
        expect([...tilesOf(since + growth, since)].map(key)).toEqual(all.filter((tile) => !old.has(tile)));
      }),
      { numRuns: 30 },
    ));

  it('hold every hash once', () =>
    fc.assert(
      fc.property(fc.nat(200_000), (size) => {
        const perLevel = new Map<number, number>();
        for (const { level, width } of tilesOf(size)) perLevel.set(level, (perLevel.get(level) ?? 0) + width);
        for (const [level, count] of perLevel) expect(count).toBe(hashesAt(level, size));
      }),
      { numRuns: 30 },
    ));
});
