import type { Hash } from '../merkle/hash.js';
import type { TreeHead } from '../merkle/proof.js';
import { parseCount, parseHash } from './encoding.js';
import { FormatError } from './format.error.js';
import { openNote, signNote, type OpenedNote } from './note.js';
import type { Signer } from './signer.js';
import type { Verifier } from './verifier-key.js';

/** C2SP tlog-checkpoint: which log, how many leaves, which root. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  /** Non-empty lines, opaque. We write none. */
  readonly extensions: readonly string[];
}

const WHAT = 'checkpoint';

export function formatCheckpoint(origin: string, size: number, root: Hash): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** @param text of the note, with its final newline @throws FormatError */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new FormatError(WHAT, '', 'it does not end in a newline');
  const [origin, size, root, ...extensions] = lines;
  if (origin === undefined || size === undefined || root === undefined)
    throw new FormatError(WHAT, '', `it has ${lines.length} lines, and origin, size and root are three`);
  const empty = lines.indexOf('');
  if (empty >= 0) throw new FormatError(WHAT, `line ${empty + 1}`, 'it is empty');
  return {
    origin,
    size: parseCount(size, [WHAT, 'line 2']),
    root: parseHash(root, [WHAT, 'line 3']),
    extensions,
  };
}

export const signCheckpoint = (origin: string, { size, root }: TreeHead, signers: readonly Signer[]): string =>
  signNote(formatCheckpoint(origin, size, root), signers);

export interface OpenedCheckpoint extends Checkpoint {
  readonly note: OpenedNote;
}

/**
 * A checkpoint that a key of its own log signed: a key counts for the origin that is its name.
 * @throws FormatError, SignatureError
 */
export function openCheckpoint(note: string, verifiers: readonly Verifier[]): OpenedCheckpoint {
  const origin = note.slice(0, Math.max(0, note.indexOf('\n')));
  const opened = openNote(
    note,
    verifiers.filter(({ name }) => name === origin),
  );
  return { ...parseCheckpoint(opened.text), note: opened };
}
