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

/** SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('a hash has 32 bytes');
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}
