import { cosignedMessage, joinCosignature } from './cosignature.form.js';
import { privateKeyOf, publicBytesOf, signEd25519 } from './ed25519.js';
import { isKeyName } from './key-name.js';
import type { NoteSignature } from './note.js';
import { COSIGNATURE_V1, ED25519, formatVerifierKey, verifierOf, type Verifier } from './verifier-key.js';

export interface Signer {
  readonly name: string;
  readonly verifier: Verifier;
  readonly vkey: string;
  sign(text: string): NoteSignature;
}

/** The key of a log. @param seed 32 bytes, RFC 8032 */
export function ed25519Signer(name: string, seed: Uint8Array): Signer {
  return signerOf(name, ED25519, seed, (text, sign) => sign(Buffer.from(text, 'utf8')));
}

/** The key of a witness: its signature carries the time. @param clock milliseconds since the Unix epoch */
export function cosigner(name: string, seed: Uint8Array, clock: () => number = Date.now): Signer {
  return signerOf(name, COSIGNATURE_V1, seed, (text, sign) => {
    const time = Math.floor(clock() / 1000);
    return joinCosignature(time, sign(cosignedMessage(text, time)));
  });
}

type Sign = (message: Uint8Array) => Buffer;

function signerOf(
  name: string,
  type: Verifier['type'],
  seed: Uint8Array,
  signatureOf: (text: string, sign: Sign) => Buffer,
): Signer {
  if (!isKeyName(name)) throw new RangeError(`${JSON.stringify(name)} is not a name for a key: no spaces, no plus`);
  const key = privateKeyOf(seed);
  const verifier = verifierOf(name, type, publicBytesOf(key));
  return {
    name,
    verifier,
    vkey: formatVerifierKey(verifier),
    sign: (text) => ({
      name,
      keyId: verifier.keyId,
      signature: signatureOf(text, (message) => signEd25519(message, key)),
    }),
  };
}
