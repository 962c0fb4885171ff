import { HASH_BYTES, nodeHash, type Hash } from './hash.js';
import type { Node } from './shape.js';

/** Levels of the tree in one tile, and hashes in a full one. C2SP tlog-tiles. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** `width` hashes at `level`, from `index · 256` on; each is the root of 256^level leaves. */
export interface TileRef {
  readonly level: number;
  readonly index: number;
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number;
}

/** Hashes that a tree of `size` has at a tile level. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** Tile levels of a tree that have at least one hash. */
export function levelsOf(size: number): number {
  let levels = 0;
  while (hashesAt(levels, size) > 0) levels += 1;
  return levels;
}

/** The tile as a tree of `size` has it; undefined where that tree has no hash of it. */
export function tileIn(size: number, level: number, index: number): TileRef | undefined {
  const width = Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH);
  return width > 0 ? { level, index, width } : undefined;
}

/** Every tile of a tree of `size`, the partial ones at its edge included; of `since` only those that are new or wider. */
export function* tilesOf(size: number, since = 0): Generator<TileRef> {
  for (let level = 0; level < levelsOf(size); level++) {
    const from = Math.floor(hashesAt(level, since) / TILE_WIDTH);
    for (let index = from; index * TILE_WIDTH < hashesAt(level, size); index++) {
      const tile = tileIn(size, level, index)!;
      if (tileIn(since, level, index)?.width !== tile.width) yield tile;
    }
  }
}

/** Which hashes of which tile a node is computed from. */
export interface TilePart {
  readonly level: number;
  readonly index: number;
  /** First hash within the tile, and how many (a power of two). */
  readonly offset: number;
  readonly count: number;
}

export function tilePartOf({ level, index }: Node): TilePart {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  return { level: tileLevel, index: Math.floor(first / TILE_WIDTH), offset: first % TILE_WIDTH, count };
}

/** The `n`th hash of a tile; a view, not a copy. */
export function hashIn(tile: Uint8Array, n: number): Hash {
  return Buffer.from(tile.buffer, tile.byteOffset + n * HASH_BYTES, HASH_BYTES);
}

/** The root over `count` (a power of two) hashes of a tile. */
export function nodeIn(tile: Uint8Array, offset: number, count: number): Hash {
  if ((offset + count) * HASH_BYTES > tile.length) {
    throw new RangeError(`the tile has ${tile.length / HASH_BYTES} hashes, and number ${offset + count} is asked for`);
  }
  if (count === 1) return Buffer.from(hashIn(tile, offset));
  const half = count / 2;
  return nodeHash(nodeIn(tile, offset, half), nodeIn(tile, offset + half, half));
}
