import { entryHash, nodeHash, EMPTY_ROOT, type Hash } from '../hash.js';
import { hashesAt, TILE_WIDTH, type TileRef } from '../tile.js';
import type { TileSource } from '../tree.js';

export const leavesOf = (size: number): Hash[] =>
  Array.from({ length: size }, (_, n) => entryHash(Buffer.from(`entry ${n}`)));

/** MTH of RFC 6962 §2.1, word for word: what everything else is compared with. */
export function plainRoot(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(plainRoot(leaves.slice(0, k)), plainRoot(leaves.slice(k)));
}

/** Tiles in memory, made as their definition says: MTH(D[(n·256 + i)·256^l : (n·256 + i + 1)·256^l]). */
export class PlainTiles implements TileSource {
  private readonly levels: Hash[][];
  constructor(leaves: readonly Hash[]) {
    this.levels = [[...leaves]];
    while (hashesAt(this.levels.length, leaves.length) > 0) {
      const below = this.levels.at(-1)!;
      this.levels.push(
        Array.from({ length: Math.floor(below.length / TILE_WIDTH) }, (_, n) =>
          plainRoot(below.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH)),
        ),
      );
    }
  }

  async tile({ level, index, width }: TileRef): Promise<Uint8Array> {
    const from = index * TILE_WIDTH;
    return Buffer.concat(this.levels[level]!.slice(from, from + width));
  }
}
