import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** Words of which the digest is remembered: texts say "the" and "officer" over and over. */
const REMEMBERED = 20_000;
const BYTES = 16;

/** HMAC-SHA-256 of a token, cut to 128 bits: it can be compared, and not be guessed without the key. */
export class BlindTokens {
  private readonly key: KeyObject;
  private remembered = new Map<string, Uint8Array>();

  constructor(key: Uint8Array) {
    this.key = createSecretKey(key);
  }

  of(token: string): Uint8Array {
    const known = this.remembered.get(token);
    if (known) return known;
    const blind = new Uint8Array(createHmac('sha256', this.key).update(token, 'utf8').digest().subarray(0, BYTES));
    if (this.remembered.size >= REMEMBERED) this.remembered = new Map();
    this.remembered.set(token, blind);
    return blind;
  }

  /** What was remembered may be a word of an erased name. */
  forget(): void {
    this.remembered = new Map();
  }
}
