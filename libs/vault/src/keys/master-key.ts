import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { seal, unseal } from '../crypto/aead.js';
import { takeRandom } from '../crypto/random.pool.js';
import { MasterKeyError, TamperedRowError } from '../vault.errors.js';

/** What a wrapped key is for; bound to it, so that one person's key cannot stand in another's place. */
export type KeyRole = readonly ['subject', subject: string] | readonly ['purpose', purpose: string, id: string];

export interface NewKey {
  readonly key: KeyObject;
  readonly wrapped: Uint8Array;
}

/** The key that wraps all others. It is the only one that comes from outside, and it is stored nowhere in the vault. */
export class MasterKey {
  /** Tells master keys apart, and reveals nothing of them. */
  readonly id: string;
  private readonly key: KeyObject;

  constructor(bytes: Uint8Array) {
    if (bytes.length !== 32) throw new MasterKeyError(`a master key has 32 bytes, not ${bytes.length}`);
    this.key = createSecretKey(bytes);
    this.id = createHmac('sha256', this.key).update('onrecord/vault/key-id/1').digest('base64url').slice(0, 16);
  }

  newKey(role: KeyRole): NewKey {
    const bytes = takeRandom(32);
    // Kept for long: a copy, since a slice of Node's pool would keep 8 KiB with it.
    const wrapped = new Uint8Array(seal(this.key, bytes, bound(role)));
    const made = { key: createSecretKey(bytes), wrapped };
    bytes.fill(0);
    return made;
  }

  /** @throws TamperedRowError where the wrapped key was altered, or belongs elsewhere */
  unwrap(role: KeyRole, wrapped: Uint8Array): KeyObject {
    const bytes = this.open(role, wrapped);
    const key = createSecretKey(bytes);
    bytes.fill(0);
    return key;
  }

  rewrap(role: KeyRole, wrapped: Uint8Array, next: MasterKey): Uint8Array {
    const bytes = this.open(role, wrapped);
    const rewrapped = seal(next.key, bytes, bound(role));
    bytes.fill(0);
    return rewrapped;
  }

  private open(role: KeyRole, wrapped: Uint8Array): Buffer {
    const bytes = unseal(this.key, wrapped, bound(role));
    if (bytes?.length !== 32) throw new TamperedRowError(`of the key of ${role.slice(1).join(' ')}`);
    return bytes;
  }
}

function bound(role: KeyRole): Buffer {
  return Buffer.from(JSON.stringify(['onrecord/vault/key/1', ...role]));
}
