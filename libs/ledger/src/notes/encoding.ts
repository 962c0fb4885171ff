import { HASH_BYTES, type Hash } from '../merkle/hash.js';
import { FormatError, quote } from './format.error.js';

/** What is being read and where, for the message. */
export type Place = readonly [what: string, where: string];

/** Standard base64 with padding (RFC 4648 §4), in the one form that an encoder gives: no other text means the same. */
export function parseBase64(text: string, place: Place): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new FormatError(...place, `${quote(text)} is not standard base64`);
  return bytes;
}

export function parseHash(text: string, place: Place): Hash {
  const bytes = parseBase64(text, place);
  if (bytes.length === HASH_BYTES) return bytes;
  throw new FormatError(...place, `a hash has ${HASH_BYTES} bytes, this one ${bytes.length}`);
}

/** ASCII decimal without leading zeroes, as far as a double counts exactly (2^53 − 1). */
export function parseCount(text: string, place: Place): number {
  if (!/^(0|[1-9][0-9]*)$/.test(text)) throw new FormatError(...place, `${quote(text)} is not a plain decimal number`);
  const count = Number(text);
  if (Number.isSafeInteger(count)) return count;
  throw new FormatError(...place, `${text} is larger than this program counts (2^53 − 1)`);
}
