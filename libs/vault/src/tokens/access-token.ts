import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { StoredToken } from './access-tokens.port.js';

/** `onr_` lets secret scanners recognise a leaked token. */
const FORM = /^onr_([0-9a-f]{32})_[A-Za-z0-9_-]{43}$/;

export interface MintedToken {
  /** Shown to its owner once: `onr_<token id>_<43 characters>`. */
  readonly secret: string;
  readonly tokenId: string;
  /** SHA-256 of `secret`, base64url without padding. 256 random bits need no slow hash: there is nothing to guess. */
  readonly hash: string;
}

/** @param tokenId 32 lower-case hexadecimal digits; new ones unless the token has an id already */
export function mintToken(tokenId = randomBytes(16).toString('hex')): MintedToken {
  const secret = `onr_${tokenId}_${randomBytes(32).toString('base64url')}`;
  return { secret, tokenId, hash: sha256(secret).toString('base64url') };
}

/** The id within a presented token, or undefined where it has not the form of one. */
export function tokenIdOf(presented: string): string | undefined {
  return FORM.exec(presented)?.[1];
}

const NO_TOKEN = Buffer.alloc(32);

/**
 * Whether the presented token is the stored one, and good at `now` (milliseconds since the Unix epoch). An unknown id
 * costs the same hash and comparison as a known one, so that time does not tell which ids exist.
 */
export function verifyToken(presented: string, stored: StoredToken | undefined, now: number): boolean {
  const expected = stored ? Buffer.from(stored.secretHash, 'base64url') : NO_TOKEN;
  const equal = expected.length === 32 && timingSafeEqual(sha256(presented), expected);
  if (!stored || !equal || tokenIdOf(presented) !== stored.tokenId) return false;
  return stored.revokedAt === undefined && (stored.expiresAt === undefined || now < stored.expiresAt);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
