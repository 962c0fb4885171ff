import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { takeRandom } from './random.pool.js';

const SCHEME = 1;
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + NONCE + TAG;

/** AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: `scheme ‖ nonce ‖ tag ‖ ciphertext`. */
export function seal(key: KeyObject, plain: Uint8Array, bound: Uint8Array): Buffer {
  const nonce = takeRandom(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(bound);
  const body = cipher.update(plain);
  cipher.final();
  const sealed = Buffer.allocUnsafe(HEAD + body.length);
  sealed[0] = SCHEME;
  nonce.copy(sealed, 1);
  cipher.getAuthTag().copy(sealed, 1 + NONCE);
  body.copy(sealed, HEAD);
  return sealed;
}

/** The plain bytes, or undefined where key, bound data or a single bit of `sealed` is not what it was. */
export function unseal(key: KeyObject, sealed: Uint8Array, bound: Uint8Array): Buffer | undefined {
  if (sealed.length < HEAD || sealed[0] !== SCHEME) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(bound);
  decipher.setAuthTag(sealed.subarray(1 + NONCE, HEAD));
  const plain = decipher.update(sealed.subarray(HEAD));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plain;
}
