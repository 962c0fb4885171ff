import { hash } from 'node:crypto';

/** 32 bytes, SHA-256. */
export type Hash = Buffer;
export const HASH_BYTES = 32;

/** Longest input that is hashed through the shared buffer: an entry has a 16-bit length. */
const LONGEST = 0xffff;
// One buffer for all: to allocate one for each hash costs about as much as to hash a node.
const leaf = Buffer.alloc(1 + LONGEST);
const node = Buffer.alloc(1 + 2 * HASH_BYTES);
node[0] = 1;

const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'buffer');

/** MTH({}) = SHA-256(), RFC 6962 §2.1. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0));

/** SHA-256(0x00 ‖ entry), RFC 6962 §2.1. */
export function entryHash(entry: Uint8Array): Hash {
  if (entry.length > LONGEST) throw new RangeError(`an entry has at most ${LONGEST} bytes, this one ${entry.length}`);
  leaf.set(entry, 1);
  return sha256(leaf.subarray(0, 1 + entry.length));
}

/**
 * The same, written into a buffer: an object for each hash, with memory of its own, costs as much as to hash a node.
 * @param at in bytes
 */
export function writeEntryHash(entry: Uint8Array, into: Buffer, at: number): void {
  if (entry.length > LONGEST) throw new RangeError(`an entry has at most ${LONGEST} bytes, this one ${entry.length}`);
  leaf.set(entry, 1);
  writeHash(leaf.subarray(0, 1 + entry.length), into, at);
}

function writeHash(bytes: Uint8Array, into: Buffer, at: number): void {
  // As a string of 32 characters, the cheapest thing that the engine makes of a hash.
  into.write(hash('sha256', bytes, 'binary'), at, HASH_BYTES, 'latin1');
}

/** SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('a hash has 32 bytes');
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

/** The root over 2^n hashes, one after the other. */
export function rootOf(hashes: Uint8Array): Hash {
  const level = Buffer.from(hashes);
  for (let width = level.length / HASH_BYTES; width > 1; width /= 2) {
    if (!Number.isInteger(width)) throw new RangeError(`${hashes.length / HASH_BYTES} hashes are not a power of two`);
    for (let n = 0; n < width / 2; n++) {
      level.copy(node, 1, 2 * n * HASH_BYTES, 2 * (n + 1) * HASH_BYTES);
      writeHash(node, level, n * HASH_BYTES);
    }
  }
  return level.subarray(0, HASH_BYTES);
}
