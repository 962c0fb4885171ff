import type { Hash } from '../merkle/hash.js';
import { HASH_BYTES } from '../merkle/hash.js';
import { hashIn, TILE_HEIGHT, TILE_WIDTH, type TileRef } from '../merkle/tile.js';
import type { LedgerReader } from '../reader/ledger-reader.port.js';
import type { Findings } from './finding.js';

/** Compares every tile with the hashes that follow from the entries, as soon as these are known; one tile per level. */
export class TileComparison {
  private readonly computed: Hash[][] = [];
  private readonly complete: { readonly ref: TileRef; readonly hashes: Buffer }[] = [];
  private readonly done: number[] = [];

  constructor(
    private readonly reader: LedgerReader,
    private readonly findings: Findings,
  ) {}

  /** Takes what `Frontier.append` completes. */
  readonly take = (level: number, hash: Hash): void => {
    if (level % TILE_HEIGHT !== 0) return;
    const tileLevel = level / TILE_HEIGHT;
    const hashes = (this.computed[tileLevel] ??= []);
    hashes.push(hash);
    if (hashes.length === TILE_WIDTH) this.close(tileLevel);
  };

  /** The same for the leaf hashes of a full tile, one after the other. */
  takeLeaves(hashes: Buffer): void {
    this.complete.push({ ref: { level: 0, index: this.next(0), width: TILE_WIDTH }, hashes });
  }

  async compare(): Promise<void> {
    for (const { ref, hashes } of this.complete.splice(0)) await this.compareTile(ref, hashes);
  }

  /** The partial tiles at the edge. */
  async end(): Promise<void> {
    this.computed.forEach((hashes, level) => hashes.length > 0 && this.close(level));
    await this.compare();
  }

  private close(level: number): void {
    const hashes = this.computed[level]!;
    this.complete.push({
      ref: { level, index: this.next(level), width: hashes.length },
      hashes: Buffer.concat(hashes),
    });
    this.computed[level] = [];
  }

  private next(level: number): number {
    const index = this.done[level] ?? 0;
    this.done[level] = index + 1;
    return index;
  }

  private async compareTile(ref: TileRef, hashes: Buffer): Promise<void> {
    const { level, index, width } = ref;
    const tile = await this.reader.tile(ref);
    const first = index * TILE_WIDTH;
    if (tile.length !== width * HASH_BYTES) {
      const message = `tile ${index} of level ${level} has ${tile.length} bytes instead of ${width * HASH_BYTES}`;
      this.findings.add({ kind: 'TREE', message, tile: ref });
      return;
    }
    // All at once where nothing is wrong.
    if (hashes.equals(tile)) return;
    for (let n = 0; n < width; n++) {
      if (hashIn(hashes, n).equals(hashIn(tile, n))) continue;
      const message =
        level === 0
          ? `entry ${first + n} does not have the hash that the tree has for it`
          : `hash ${first + n} of tile level ${level} does not follow from the entries below it`;
      this.findings.add({ kind: 'TREE', message, tile: ref, ...(level === 0 && { index: first + n }) });
    }
  }
}
