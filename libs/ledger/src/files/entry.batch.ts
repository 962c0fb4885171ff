import { HASH_BYTES, writeEntryHash } from '../merkle/hash.js';
import { LENGTH_BYTES, MAX_ENTRY_BYTES } from '../notes/entry-bundle.js';
import { withRoom } from './with-room.js';

/** Entries that are about to be written, as a bundle has them: one buffer for all, and one for their hashes. */
export class EntryBatch {
  private bytes: Buffer = Buffer.allocUnsafe(256 * 1024);
  private used = 0;
  private leafHashes: Buffer = Buffer.allocUnsafe(256 * HASH_BYTES);
  readonly ids: string[] = [];
  /** Where each entry ends in the buffer. */
  readonly ends: number[] = [];

  /** Makes it empty, for the next entries: it has the room already that they need. */
  clear(): void {
    this.used = 0;
    this.ids.length = 0;
    this.ends.length = 0;
  }

  get length(): number {
    return this.ids.length;
  }

  /** Leaf hashes, one after the other. */
  get hashes(): Buffer {
    return this.leafHashes.subarray(0, this.length * HASH_BYTES);
  }

  /** @param eventId UUID in lower case */
  add(leaf: Uint8Array, eventId: string): void {
    const { length } = leaf;
    if (length > MAX_ENTRY_BYTES) throw new RangeError(`the leaf of event ${eventId} has ${length} bytes: too many`);
    this.bytes = withRoom(this.bytes, this.used, LENGTH_BYTES + length);
    this.bytes.writeUInt16BE(length, this.used);
    this.bytes.set(leaf, this.used + LENGTH_BYTES);
    this.used += LENGTH_BYTES + length;
    const at = this.length * HASH_BYTES;
    this.leafHashes = withRoom(this.leafHashes, at, HASH_BYTES);
    writeEntryHash(leaf, this.leafHashes, at);
    this.ends.push(this.used);
    this.ids.push(eventId);
  }

  /** The bytes of entries [from, to). */
  slice(from: number, to: number): Buffer {
    return this.bytes.subarray(from === 0 ? 0 : this.ends[from - 1], to === 0 ? 0 : this.ends[to - 1]);
  }
}
