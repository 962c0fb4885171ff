import { HASH_BYTES, writeEntryHash } from '../merkle/hash.js';
import { LENGTH_BYTES, MAX_ENTRY_BYTES } from '../notes/entry-bundle.js';

/** Entries that are about to be written, as a bundle has them: one buffer for all, and one for their hashes. */
export class EntryBatch {
  private bytes: Buffer = Buffer.allocUnsafe(256 * 1024);
  private used = 0;
  private leafHashes: Buffer = Buffer.allocUnsafe(256 * HASH_BYTES);
  readonly ids: string[] = [];
  /** Where each entry ends in the buffer. */
  readonly ends: number[] = [];

  get length(): number {
    return this.ids.length;
  }

  /** Leaf hashes, one after the other. */
  get hashes(): Buffer {
    return this.leafHashes.subarray(0, this.length * HASH_BYTES);
  }

  /** @param leaf the entry, as text @param eventId UUID in lower case */
  add(leaf: string, eventId: string): void {
    // A UTF-16 unit takes at most 3 bytes in UTF-8.
    this.bytes = withRoom(this.bytes, this.used, LENGTH_BYTES + 3 * leaf.length);
    const start = this.used + LENGTH_BYTES;
    const length = this.bytes.write(leaf, start, 'utf8');
    if (length > MAX_ENTRY_BYTES) throw new RangeError(`the leaf of event ${eventId} has ${length} bytes: too many`);
    this.bytes.writeUInt16BE(length, this.used);
    this.used = start + length;
    const at = this.length * HASH_BYTES;
    this.leafHashes = withRoom(this.leafHashes, at, HASH_BYTES);
    writeEntryHash(this.bytes.subarray(start, this.used), this.leafHashes, at);
    this.ends.push(this.used);
    this.ids.push(eventId);
  }

  /** The bytes of entries [from, to). */
  slice(from: number, to: number): Buffer {
    return this.bytes.subarray(from === 0 ? 0 : this.ends[from - 1], to === 0 ? 0 : this.ends[to - 1]);
  }
}

function withRoom(bytes: Buffer, used: number, more: number): Buffer {
  if (used + more <= bytes.length) return bytes;
  const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + more));
  bytes.copy(larger, 0, 0, used);
  return larger;
}
