import { ED25519_KEY_BYTES, publicKeyOf, verifyEd25519 } from './ed25519.js';
import { parseBase64 } from './encoding.js';
import { FormatError, quote } from './format.error.js';
import { isKeyName, keyIdHex, keyIdOf } from './key-name.js';
import { cosignedMessage, splitCosignature } from './cosignature.form.js';

/** Signature types of C2SP signed-note that this program knows. */
export const ED25519 = 0x01;
export const COSIGNATURE_V1 = 0x04;

export interface Verifier {
  readonly name: string;
  readonly keyId: number;
  readonly type: typeof ED25519 | typeof COSIGNATURE_V1;
  /** 32 bytes. */
  readonly publicKey: Buffer;
  /** Whether `signature` (without the key id) is this key's over the text of a note. */
  verify(text: string, signature: Uint8Array): boolean;
}

const PLACE = ['verifier key', ''] as const;

/**
 * `<name>+<key id>+<base64 of type and public key>`, C2SP signed-note.
 * @throws FormatError
 */
export function parseVerifierKey(vkey: string): Verifier {
  const [name, id, key, ...more] = splitVkey(vkey);
  if (name === undefined || id === undefined || key === undefined || more.length > 0)
    throw new FormatError(...PLACE, `${quote(vkey)} is not a name, a key id and a key with a plus between them`);
  if (!isKeyName(name)) throw new FormatError(...PLACE, `${quote(name)} is not the name of a key`);
  if (!/^[0-9a-f]{8}$/.test(id)) throw new FormatError(...PLACE, `the key id ${quote(id)} is not 8 hexadecimal digits`);
  const bytes = parseBase64(key, PLACE);
  const type = bytes[0];
  if (type !== ED25519 && type !== COSIGNATURE_V1)
    throw new FormatError(
      ...PLACE,
      `the signature type ${type ?? '(none)'} is neither 1 (Ed25519) nor 4 (cosignature)`,
    );
  if (bytes.length !== 1 + ED25519_KEY_BYTES)
    throw new FormatError(...PLACE, `an Ed25519 key has ${ED25519_KEY_BYTES} bytes, this one ${bytes.length - 1}`);
  const verifier = verifierOf(name, type, bytes.subarray(1));
  if (keyIdHex(verifier.keyId) === id) return verifier;
  throw new FormatError(...PLACE, `its key id is ${id}, and name and key give ${keyIdHex(verifier.keyId)}`);
}

/** Base64 has pluses too: only the first two separate. */
function splitVkey(vkey: string): string[] {
  const first = vkey.indexOf('+');
  const second = vkey.indexOf('+', first + 1);
  if (first < 0 || second < 0) return [vkey];
  return [vkey.slice(0, first), vkey.slice(first + 1, second), vkey.slice(second + 1)];
}

export function verifierOf(name: string, type: Verifier['type'], publicKey: Buffer): Verifier {
  const key = publicKeyOf(publicKey);
  return {
    name,
    keyId: keyIdOf(name, type, publicKey),
    type,
    publicKey,
    verify(text, signature) {
      if (type === ED25519) return verifyEd25519(Buffer.from(text, 'utf8'), key, signature);
      const parts = splitCosignature(signature);
      return parts !== undefined && verifyEd25519(cosignedMessage(text, parts.time), key, parts.signature);
    },
  };
}

export function formatVerifierKey({ name, keyId, type, publicKey }: Omit<Verifier, 'verify'>): string {
  return `${name}+${keyIdHex(keyId)}+${Buffer.concat([Buffer.from([type]), publicKey]).toString('base64')}`;
}
