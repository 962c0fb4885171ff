import { HASH_BYTES, type Hash } from '../merkle/hash.js';
import { TILE_WIDTH, type TileRef } from '../merkle/tile.js';
import type { TileSource } from '../merkle/tree.js';
import { FormatError } from '../notes/format.error.js';
import { LENGTH_BYTES, parseEntryBundle } from '../notes/entry-bundle.js';
import { LedgerFileError, type Disk } from './disk.port.js';
import { BUNDLE_END_BYTES, BUNDLES, entriesFile, PER_FILE, tileFile } from './layout.js';

const BUNDLES_PER_FILE = PER_FILE / TILE_WIDTH;

/** Reads hashes and entries from the ledger's files. Knows nothing of what is sealed. */
export class StoredTree implements TileSource {
  constructor(readonly disk: Disk) {}

  tileSync({ level, index, width }: TileRef): Buffer {
    const first = index * TILE_WIDTH;
    return this.disk.read(
      tileFile(level, Math.floor(first / PER_FILE)),
      (first % PER_FILE) * HASH_BYTES,
      width * HASH_BYTES,
    );
  }

  async tile(ref: TileRef): Promise<Buffer> {
    return this.tileSync(ref);
  }

  hash(level: number, index: number): Hash {
    const offset = (index % PER_FILE) * HASH_BYTES;
    return this.disk.read(tileFile(level, Math.floor(index / PER_FILE)), offset, HASH_BYTES);
  }

  /** Whole hashes at a level, over all of its files. */
  countHashes(level: number): number {
    for (let n = 0; ; n++) {
      const count = Math.floor(this.disk.size(tileFile(level, n)) / HASH_BYTES);
      if (count < PER_FILE) return n * PER_FILE + count;
    }
  }

  countBundles(): number {
    return Math.floor(this.disk.size(BUNDLES) / BUNDLE_END_BYTES);
  }

  /** Where a bundle begins in its file. */
  bundleStart(index: number): number {
    if (index % BUNDLES_PER_FILE === 0) return 0;
    return this.disk.read(BUNDLES, (index - 1) * BUNDLE_END_BYTES, BUNDLE_END_BYTES).readUIntBE(0, BUNDLE_END_BYTES);
  }

  /** The first `width` entries of a bundle, as bytes. @throws LedgerFileError where they are not there */
  bundle(index: number, width: number): Buffer {
    const file = entriesFile(Math.floor(index / BUNDLES_PER_FILE));
    const start = this.bundleStart(index);
    const complete = index < this.countBundles();
    const end = complete ? this.bundleEnd(index) : this.disk.size(file);
    if (end < start) throw new LedgerFileError(`${this.disk.where}/${file}`, `it ends before bundle ${index} does`);
    const bytes = this.disk.read(file, start, end - start);
    return complete && width === TILE_WIDTH ? bytes : bytes.subarray(0, this.lengthOf(bytes, width, file, start));
  }

  entries(index: number, width: number): Buffer[] {
    const bytes = this.bundle(index, width);
    try {
      return parseEntryBundle(bytes, width);
    } catch (cause) {
      if (!(cause instanceof FormatError)) throw cause;
      throw new LedgerFileError(
        `${this.disk.where}/${entriesFile(Math.floor(index / BUNDLES_PER_FILE))}`,
        cause.message,
        { cause },
      );
    }
  }

  private bundleEnd(index: number): number {
    return this.disk.read(BUNDLES, index * BUNDLE_END_BYTES, BUNDLE_END_BYTES).readUIntBE(0, BUNDLE_END_BYTES);
  }

  private lengthOf(bytes: Buffer, entries: number, file: string, start: number): number {
    let at = 0;
    for (let n = 0; n < entries; n++) {
      const end = at + LENGTH_BYTES <= bytes.length ? at + LENGTH_BYTES + bytes.readUInt16BE(at) : Infinity;
      if (end > bytes.length)
        throw new LedgerFileError(`${this.disk.where}/${file}`, `it breaks off at byte ${start + at}, within an entry`);
      at = end;
    }
    return at;
  }
}
