import {
  FormatError,
  formatTilePath,
  hashesAt,
  parseEntryBundle,
  TILE_WIDTH,
  tileIn,
  tilePathOf,
  type LedgerReader,
  type TileRef,
} from '#ledger/verify';
import { checkpointFile, FILES, tileFile } from '../form/export.form.js';
import { fileError } from './bundle.finding.js';
import type { BundleFolder } from './bundle.folder.js';
import { MOST } from './limits.js';

const MOST_ENTRIES = 256 * 65_537;
const NAME = /^[1-9][0-9]{0,15}$/;

/** The ledger that a bundle of the whole log holds. */
export class BundleLedgerReader implements LedgerReader {
  /** @param size of the bundle's tree */
  constructor(
    private readonly folder: BundleFolder,
    private readonly size: number,
    private readonly vkeys: readonly string[] = [],
  ) {}

  async checkpoint(): Promise<string | undefined> {
    return this.folder.text(FILES.checkpoint, MOST.note);
  }

  async checkpointAt(size: number): Promise<string | undefined> {
    return this.folder.text(checkpointFile(size), MOST.note);
  }

  async *checkpointSizes(after = 0): AsyncGenerator<number> {
    const sizes = this.folder
      .names('data/checkpoints')
      .filter((name) => NAME.test(name))
      .map(Number)
      .sort((a, b) => a - b);
    // Others are named where the files are compared with what such a bundle holds.
    for (const size of sizes) if (size > after && size <= this.size) yield size;
  }

  /** Also as a smaller tree has it: the first hashes of a tile do not change. */
  async tile(ref: TileRef): Promise<Buffer> {
    const held = tileIn(this.size, ref.level, ref.index);
    if (!held || held.width < ref.width)
      throw new RangeError(`a tree of ${this.size} has ${hashesAt(ref.level, this.size)} hashes at level ${ref.level}`);
    const file = tileFile(tilePathOf(held));
    const tile = this.folder.bytes(file, TILE_WIDTH * 32);
    if (tile.length !== held.width * 32)
      throw fileError('TREE', file, `it has ${tile.length} bytes, and ${held.width} hashes have ${held.width * 32}`);
    return tile.subarray(0, ref.width * 32);
  }

  async entryBundle(index: number, width: number): Promise<Buffer> {
    return this.bundleSync(index, width);
  }

  bundleSync(index: number, width: number): Buffer {
    const file = this.entriesFile(index);
    const bundle = this.folder.bytes(file, MOST_ENTRIES);
    try {
      const entries = parseEntryBundle(bundle, this.widthOf(index));
      if (entries.length === width) return bundle;
      const end = entries.slice(0, width).reduce((at, entry) => at + 2 + entry.length, 0);
      return bundle.subarray(0, end);
    } catch (error) {
      if (error instanceof FormatError) throw fileError('TREE', file, error.message);
      throw error;
    }
  }

  /** The file that holds these 256 entries, or those of them that there are. */
  entriesFile(index: number): string {
    return tileFile(formatTilePath({ kind: 'entries', index, width: this.widthOf(index) }));
  }

  async indexOf(): Promise<undefined> {
    return undefined;
  }

  async keys() {
    return this.vkeys.map((vkey) => ({ vkey, firstSize: 0, lastSize: 0 }));
  }

  private widthOf(index: number): number {
    return Math.min(TILE_WIDTH, this.size - index * TILE_WIDTH);
  }
}
