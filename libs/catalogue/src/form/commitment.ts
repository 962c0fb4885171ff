import { hash, randomBytes } from 'node:crypto';
import type { EventId } from '#domain';
import { canonicalJson } from './canonical-json.js';

/** 32 random bytes, base64url without padding. Random, never derived: a derived salt would let an erased value be guessed. */
export function newSalt(): string {
  return nextRandom().toString('base64url');
}

// One call to the system for many salts: a call for each costs more than the hash that it feeds.
const POOL = 32 * 128;
let pool = Buffer.alloc(0);
let used = 0;
function nextRandom(): Buffer {
  if (used >= pool.length) {
    pool = randomBytes(POOL);
    used = 0;
  }
  const salt = Buffer.from(pool.subarray(used, used + 32));
  pool.fill(0, used, used + 32);
  used += 32;
  return salt;
}

/**
 * base64url SHA-256("onrecord/commit/v1" ‖ 0x00 ‖ event id ‖ 0x00 ‖ path ‖ 0x00 ‖ salt ‖ RFC 8785 value).
 * @param path RFC 6901, from the event: `/data/title`
 * @param salt 32 bytes, base64url
 */
export const commitment = (eventId: EventId, path: string, salt: string, value: unknown): string =>
  commitmentOfText(eventId, path, salt, canonicalJson(value));

/** The same. @param value RFC 8785 */
export function commitmentOfText(eventId: string, path: string, salt: string, value: string): string {
  const head = `onrecord/commit/v1\0${eventId}\0${path}\0`;
  const needed = 3 * (head.length + salt.length + value.length);
  const bytes = needed <= scratch.length ? scratch : Buffer.allocUnsafe(needed);
  let length = bytes.write(head, 'utf8');
  length += bytes.write(salt, length, 'base64url');
  length += bytes.write(value, length, 'utf8');
  return hash('sha256', bytes.subarray(0, length), 'base64url');
}

/** To allocate for each value costs as much as to hash it. A UTF-16 unit takes at most 3 bytes in UTF-8. */
const scratch = Buffer.alloc(16_384);
