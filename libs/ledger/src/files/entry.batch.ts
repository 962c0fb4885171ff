import { entryHash, type Hash } from '../merkle/hash.js';
import { LENGTH_BYTES, MAX_ENTRY_BYTES } from '../notes/entry-bundle.js';

/** Entries that are about to be written, as a bundle has them: one buffer for all. */
export class EntryBatch {
  private bytes = Buffer.allocUnsafe(256 * 1024);
  private used = 0;
  readonly ids: string[] = [];
  readonly hashes: Hash[] = [];
  /** Where each entry ends in the buffer. */
  readonly ends: number[] = [];

  get length(): number {
    return this.hashes.length;
  }

  /** @param leaf the entry, as text @param eventId UUID in lower case */
  add(leaf: string, eventId: string): void {
    // A UTF-16 unit takes at most 3 bytes in UTF-8.
    this.reserve(LENGTH_BYTES + 3 * leaf.length);
    const start = this.used + LENGTH_BYTES;
    const length = this.bytes.write(leaf, start, 'utf8');
    if (length > MAX_ENTRY_BYTES) throw new RangeError(`the leaf of event ${eventId} has ${length} bytes: too many`);
    this.bytes.writeUInt16BE(length, this.used);
    this.used = start + length;
    this.hashes.push(entryHash(this.bytes.subarray(start, this.used)));
    this.ends.push(this.used);
    this.ids.push(eventId);
  }

  /** The bytes of entries [from, to). */
  slice(from: number, to: number): Buffer {
    return this.bytes.subarray(from === 0 ? 0 : this.ends[from - 1], to === 0 ? 0 : this.ends[to - 1]);
  }

  private reserve(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.used + more));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }
}
