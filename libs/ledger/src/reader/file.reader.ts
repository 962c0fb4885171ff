import { parseCheckpoint } from '../notes/checkpoint.js';
import { parseNote } from '../notes/note.js';
import type { Disk } from '../files/disk.port.js';
import { candidates } from '../files/event-ids.js';
import { CHECKPOINT } from '../files/layout.js';
import { eventIdOf } from '../files/recover.js';
import { StoredTree } from '../files/stored-tree.js';
import type { HeadStore, SigningKey } from '../head/head.port.js';
import { hashesAt, TILE_WIDTH, type TileRef } from '../merkle/tile.js';
import { NodeCache } from '../merkle/tree.js';
import { NotSealedError, type LedgerReader } from './ledger-reader.port.js';

/** Checkpoints that are read from the head at once. */
const PAGE = 500;

/** Reads a ledger's folder, beside the one who writes it or without any. */
export class FileLedgerReader implements LedgerReader {
  readonly nodes = new NodeCache();
  private readonly tree: StoredTree;

  /** @param disk opened for reading only */
  constructor(
    private readonly disk: Disk,
    private readonly head: HeadStore,
  ) {
    this.tree = new StoredTree(disk);
  }

  async checkpoint(): Promise<string | undefined> {
    const size = this.disk.size(CHECKPOINT);
    return size === 0 ? undefined : this.disk.read(CHECKPOINT, 0, size).toString('utf8');
  }

  async checkpointAt(size: number): Promise<string | undefined> {
    // What is sealed but not yet published here might refer to entries that this node does not have.
    return size > (await this.publishedSize()) ? undefined : (await this.head.at(size))?.checkpoint;
  }

  async *checkpointSizes(from = 0): AsyncGenerator<number> {
    const published = await this.publishedSize();
    for (let after = from; ;) {
      const page = await this.head.list({ after, limit: PAGE });
      for (const { size } of page) {
        if (size > published) return;
        yield size;
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.size;
    }
  }

  async tile(ref: TileRef): Promise<Buffer> {
    await this.requireSealed(ref.level, ref.index, ref.width);
    return this.tree.tileSync(ref);
  }

  async entryBundle(index: number, width: number): Promise<Buffer> {
    await this.requireSealed(0, index, width);
    return this.tree.bundle(index, width);
  }

  async indexOf(eventId: string): Promise<number | undefined> {
    const size = await this.publishedSize();
    for (const index of candidates(this.disk, size, eventId)) {
      const bundle = Math.floor(index / TILE_WIDTH);
      const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH);
      if (eventIdOf(this.tree.entries(bundle, width)[index % TILE_WIDTH]!) === eventId) return index;
    }
    return undefined;
  }

  keys(): Promise<readonly SigningKey[]> {
    return this.head.keys();
  }

  private async publishedSize(): Promise<number> {
    const note = await this.checkpoint();
    return note === undefined ? 0 : parseCheckpoint(parseNote(note).text).size;
  }

  private async requireSealed(level: number, index: number, width: number): Promise<void> {
    const size = await this.publishedSize();
    if (width < 1 || width > TILE_WIDTH || index * TILE_WIDTH + width > hashesAt(level, size))
      throw new NotSealedError(`tile ${index} of level ${level} has no ${width} hashes in the tree of ${size}`);
  }
}
