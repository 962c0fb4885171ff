import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** Bytes of a seed and of a public key (RFC 8032), and of a signature. */
export const ED25519_KEY_BYTES = 32;
export const ED25519_SIGNATURE_BYTES = 64;

/** PKCS #8 and SubjectPublicKeyInfo (RFC 8410) up to the 32 bytes of the key. */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

export function privateKeyOf(seed: Uint8Array): KeyObject {
  if (seed.length !== ED25519_KEY_BYTES) throw new RangeError(`an Ed25519 seed has 32 bytes, this one ${seed.length}`);
  return createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
}

export function publicKeyOf(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC, bytes]), format: 'der', type: 'spki' });
}

/** The 32 bytes of RFC 8032. */
export function publicBytesOf(privateKey: KeyObject): Buffer {
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return der.subarray(PUBLIC.length);
}

export const signEd25519 = (message: Uint8Array, key: KeyObject): Buffer => sign(null, message, key);

export const verifyEd25519 = (message: Uint8Array, key: KeyObject, signature: Uint8Array): boolean =>
  signature.length === ED25519_SIGNATURE_BYTES && verify(null, message, key, signature);
