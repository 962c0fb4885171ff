import { FormatError } from './format.error.js';

/** Largest entry: its length is written in 16 bits. C2SP tlog-tiles. */
export const MAX_ENTRY_BYTES = 0xffff;
export const LENGTH_BYTES = 2;

/** The entry as it stands in a bundle: 16-bit big-endian length, then the bytes. */
export function frameEntry(entry: Uint8Array): Buffer {
  if (entry.length > MAX_ENTRY_BYTES)
    throw new RangeError(`an entry has at most ${MAX_ENTRY_BYTES} bytes, this one ${entry.length}`);
  const framed = Buffer.allocUnsafe(LENGTH_BYTES + entry.length);
  framed.writeUInt16BE(entry.length);
  framed.set(entry, LENGTH_BYTES);
  return framed;
}

/**
 * The entries of a bundle; views, not copies.
 * @param width how many there have to be
 * @throws FormatError naming the byte at which it breaks off
 */
export function parseEntryBundle(bundle: Uint8Array, width: number): Buffer[] {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.length);
  const entries: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + LENGTH_BYTES <= bytes.length ? at + LENGTH_BYTES + bytes.readUInt16BE(at) : Infinity;
    if (end > bytes.length)
      throw new FormatError('entry bundle', `byte ${at}`, `entry ${entries.length} breaks off at the bundle's end`);
    entries.push(bytes.subarray(at + LENGTH_BYTES, end));
    at = end;
  }
  if (entries.length === width) return entries;
  throw new FormatError('entry bundle', '', `it has ${entries.length} entries, and ${width} are expected`);
}
