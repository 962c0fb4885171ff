import { parseBase64 } from './encoding.js';
import { FormatError, quote } from './format.error.js';
import { isKeyName, keyIdHex } from './key-name.js';
import type { Signer } from './signer.js';
import type { Verifier } from './verifier-key.js';

export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  /** Without the key id. */
  readonly signature: Buffer;
}

/** C2SP signed-note. The text ends in a newline; it means nothing until a signature was verified. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A verifier must accept 16 signatures; more than 100 nobody needs. */
const MOST_SIGNATURES = 100;
const WHAT = 'note';
const DASH = '— ';

/** No signature of a key that is trusted, or one that is wrong. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';
}

/**
 * Takes a note apart without verifying anything.
 * @throws FormatError
 */
export function parseNote(note: string): Note {
  if (!note.isWellFormed()) throw new FormatError(WHAT, '', 'it is not well-formed Unicode');
  // oxlint-disable-next-line no-control-regex
  const control = /[\u0000-\u0009\u000b-\u001f]/.exec(note);
  if (control) throw new FormatError(WHAT, `character ${control.index}`, 'control characters are not allowed');
  const split = note.lastIndexOf('\n\n');
  if (split < 0) throw new FormatError(WHAT, '', 'there is no empty line between text and signatures');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2).split('\n');
  if (lines.pop() !== '') throw new FormatError(WHAT, '', 'it does not end in a newline');
  if (lines.length === 0) throw new FormatError(WHAT, '', 'it has no signature');
  if (lines.length > MOST_SIGNATURES) throw new FormatError(WHAT, '', `it has more than ${MOST_SIGNATURES} signatures`);
  const first = text.split('\n').length + 1;
  return { text, signatures: lines.map((line, n) => parseSignature(line, [WHAT, `line ${first + n}`])) };
}

/** One line, without its newline. @throws FormatError */
export function parseSignature(line: string, place: readonly [string, string]): NoteSignature {
  const [name, signature, ...more] = line.startsWith(DASH) ? line.slice(DASH.length).split(' ') : [];
  if (name === undefined || signature === undefined || more.length > 0)
    throw new FormatError(...place, `${quote(line)} is not a signature: em dash, name, base64`);
  if (!isKeyName(name)) throw new FormatError(...place, `${quote(name)} is not the name of a key`);
  const bytes = parseBase64(signature, place);
  if (bytes.length < 5) throw new FormatError(...place, `a signature has more than 4 bytes, this one ${bytes.length}`);
  return { name, keyId: bytes.readUInt32BE(0), signature: bytes.subarray(4) };
}

export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(keyId);
  return `${DASH}${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

export const formatNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(formatSignature).join('')}`;

/** @param text ends in a newline */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n')) throw new RangeError('the text of a note ends in a newline');
  return formatNote({ text, signatures: signers.map((signer) => signer.sign(text)) });
}

export interface OpenedNote extends Note {
  /** The keys whose signature was verified: at least one. */
  readonly signedBy: readonly Verifier[];
}

/**
 * Takes a note apart, and believes it only where a known key signed it. Signatures of unknown keys are passed over.
 * @throws FormatError; SignatureError where no known key signed it, or the signature of one is wrong
 */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const signedBy = new Set<Verifier>();
  for (const { name, keyId, signature } of signatures) {
    const known = verifiers.find((verifier) => verifier.name === name && verifier.keyId === keyId);
    if (!known || signedBy.has(known)) continue;
    if (!known.verify(text, signature))
      throw new SignatureError(`the signature of ${name} (key ${keyIdHex(keyId)}) is not one over this text`);
    signedBy.add(known);
  }
  if (signedBy.size > 0) return { text, signatures, signedBy: [...signedBy] };
  const keys = (of: readonly { name: string; keyId: number }[]) =>
    of.map(({ name, keyId }) => `${name} (key ${keyIdHex(keyId)})`).join(', ') || 'no one';
  throw new SignatureError(`no known key signed it: it is signed by ${keys(signatures)}; known: ${keys(verifiers)}`);
}
