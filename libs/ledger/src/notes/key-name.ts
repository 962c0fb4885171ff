import { hash } from 'node:crypto';

/** Unicode spaces as Go's `unicode.IsSpace` has them, and plus. */
const FORBIDDEN = /[\s\u0085+]/u;

/** Non-empty, without Unicode spaces, plus or control characters. C2SP signed-note. */
export const isKeyName = (name: string): boolean =>
  // oxlint-disable-next-line no-control-regex
  name !== '' && !FORBIDDEN.test(name) && !/[\u0000-\u001f\u007f]/.test(name) && name.isWellFormed();

/** SHA-256(name ‖ LF ‖ signature type ‖ public key)[:4], big endian. */
export function keyIdOf(name: string, type: number, publicKey: Uint8Array): number {
  const bytes = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.from([type]), publicKey]);
  return hash('sha256', bytes, 'buffer').readUInt32BE(0);
}

/** Fixed length, lower case. */
export const keyIdHex = (keyId: number): string => keyId.toString(16).padStart(8, '0');
