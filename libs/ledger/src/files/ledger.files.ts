import { HASH_BYTES, rootOf, type Hash } from '../merkle/hash.js';
import { Frontier } from '../merkle/frontier.js';
import { hashesAt, levelsOf, TILE_HEIGHT, TILE_WIDTH } from '../merkle/tile.js';
import { TiledTree } from '../merkle/tree.js';
import type { EntryBatch } from './entry.batch.js';
import { shortId, sortIds } from './event-ids.js';
import {
  BUNDLE_END_BYTES,
  BUNDLES,
  entriesFile,
  idsFile,
  idsTailFile,
  PER_FILE,
  TAIL_ID_BYTES,
  tileFile,
} from './layout.js';
import { StoredTree } from './stored-tree.js';

/** The ledger's files, for the one who writes them. After an error open them anew: what is in memory may be ahead. */
export class LedgerFiles {
  private constructor(
    readonly tree: StoredTree,
    private readonly frontier: Frontier,
    /** Bytes of the newest file of entries. */
    private entryBytes: number,
  ) {}

  /** @param size entries that are on disk, and nothing beyond them: see `recover` */
  static async at(tree: StoredTree, size: number): Promise<LedgerFiles> {
    const frontier = Frontier.of(size, await new TiledTree(tree, size).edge());
    return new LedgerFiles(tree, frontier, tree.disk.size(entriesFile(Math.floor(size / PER_FILE))));
  }

  get size(): number {
    return this.frontier.size;
  }

  root(): Hash {
    return this.frontier.root();
  }

  rootAt(size: number): Promise<Hash> {
    return size === this.size ? Promise.resolve(this.root()) : new TiledTree(this.tree, size).root();
  }

  /** The entry as it was written. */
  entry(index: number): Buffer {
    const bundle = Math.floor(index / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, this.size - bundle * TILE_WIDTH);
    return this.tree.entries(bundle, width)[index % TILE_WIDTH]!;
  }

  /**
   * Entries first, then the hashes over them; resolves once all of it survives power loss, and is called again only then.
   * The batch has been taken up when it returns: nothing of it is kept.
   */
  async write(batch: EntryBatch): Promise<void> {
    const touched = new Set<string>();
    const append = (file: string, bytes: Uint8Array) => {
      if (bytes.length === 0) return;
      this.tree.disk.append(file, bytes);
      touched.add(file);
    };
    const before = this.size;
    this.writeEntries(batch, append);
    for (const [level, hashes] of this.grow(batch.hashes).entries())
      this.writeHashes(level, hashesAt(level, before), hashes, append);
    await Promise.all([...touched].map((file) => this.tree.disk.sync(file)));
    this.sortFullIds(before);
  }

  /** @returns by tile level, the hashes that came to be, one after the other */
  private grow(leaves: Buffer): Buffer[] {
    const above: Hash[][] = [];
    const take = (level: number, node: Hash) => {
      if (level > 0 && level % TILE_HEIGHT === 0) (above[level / TILE_HEIGHT - 1] ??= []).push(node);
    };
    for (let at = 0; at < leaves.length;) {
      // A whole tile at once where there is one: a call for each of its nodes costs more than to hash them.
      const isTile = this.size % TILE_WIDTH === 0 && at + TILE_WIDTH * HASH_BYTES <= leaves.length;
      const next = at + (isTile ? TILE_WIDTH : 1) * HASH_BYTES;
      if (isTile) this.frontier.append(rootOf(leaves.subarray(at, next)), take, TILE_HEIGHT);
      // A copy: the frontier keeps the hash, and the batch will be filled again.
      else this.frontier.append(Buffer.from(leaves.subarray(at, next)), take);
      at = next;
    }
    return [leaves, ...above.map((hashes) => Buffer.concat(hashes))];
  }

  private writeEntries(batch: EntryBatch, append: (file: string, bytes: Uint8Array) => void): void {
    for (let from = 0; from < batch.length;) {
      const index = this.size + from;
      const file = Math.floor(index / PER_FILE);
      const to = Math.min(batch.length, from + PER_FILE - (index % PER_FILE));
      if (index % PER_FILE === 0) this.entryBytes = 0;
      const bytes = batch.slice(from, to);
      append(entriesFile(file), bytes);
      append(BUNDLES, this.bundleEnds(batch, from, to));
      append(idsTailFile(file), tailIds(batch.ids.slice(from, to)));
      this.entryBytes += bytes.length;
      from = to;
    }
  }

  private bundleEnds(batch: EntryBatch, from: number, to: number): Buffer {
    const start = from === 0 ? 0 : batch.ends[from - 1]!;
    const ends: number[] = [];
    for (let n = from; n < to; n++)
      if ((this.size + n + 1) % TILE_WIDTH === 0) ends.push(this.entryBytes + batch.ends[n]! - start);
    const bytes = Buffer.allocUnsafe(ends.length * BUNDLE_END_BYTES);
    ends.forEach((end, n) => bytes.writeUIntBE(end, n * BUNDLE_END_BYTES, BUNDLE_END_BYTES));
    return bytes;
  }

  private writeHashes(
    level: number,
    first: number,
    hashes: Buffer,
    append: (file: string, bytes: Uint8Array) => void,
  ): void {
    const count = hashes.length / HASH_BYTES;
    for (let from = 0; from < count;) {
      const index = first + from;
      const to = Math.min(count, from + PER_FILE - (index % PER_FILE));
      append(tileFile(level, Math.floor(index / PER_FILE)), hashes.subarray(from * HASH_BYTES, to * HASH_BYTES));
      from = to;
    }
  }

  /** Ids can be found from the entries again, so they are not part of what has to be durable first. */
  private sortFullIds(before: number): void {
    for (let file = Math.floor(before / PER_FILE); (file + 1) * PER_FILE <= this.size; file++) {
      const tail = this.tree.disk.read(idsTailFile(file), 0, PER_FILE * TAIL_ID_BYTES);
      this.tree.disk.replace(idsFile(file), sortIds(tail));
      this.tree.disk.truncate(idsTailFile(file), 0);
    }
  }
}

export function tailIds(ids: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(ids.length * TAIL_ID_BYTES);
  ids.forEach((id, n) => bytes.writeUInt32BE(shortId(id), n * TAIL_ID_BYTES));
  return bytes;
}

/** Bytes that the files of a tree have at each level, for whoever cuts or checks them. */
export function* hashFiles(tree: StoredTree, size: number): Generator<{ level: number; file: string; bytes: number }> {
  const beyond = (level: number) => tree.disk.size(tileFile(level, 0)) > 0;
  for (let level = 0; level < levelsOf(size) || beyond(level); level++) {
    const count = hashesAt(level, size);
    for (let n = 0; ; n++) {
      const file = tileFile(level, n);
      if (n * PER_FILE >= count && tree.disk.size(file) === 0) break;
      yield { level, file, bytes: Math.max(0, Math.min(PER_FILE, count - n * PER_FILE)) * HASH_BYTES };
    }
  }
}
