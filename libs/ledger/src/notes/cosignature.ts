import { splitCosignature } from './cosignature.form.js';
import { FormatError } from './format.error.js';
import { formatNote, parseNote, parseSignature, SignatureError, type NoteSignature } from './note.js';
import { COSIGNATURE_V1, type Verifier } from './verifier-key.js';

/** The lines that a witness answers with. @throws FormatError */
export function parseCosignatures(answer: string): NoteSignature[] {
  const lines = answer.split('\n');
  if (lines.pop() !== '' || lines.length === 0)
    throw new FormatError('cosignatures', '', 'there has to be a line or more, each with its newline');
  return lines.map((line, n) => parseSignature(line, ['cosignatures', `line ${n + 1}`]));
}

export interface Cosigned {
  readonly checkpoint: string;
  /** The witnesses whose cosignature was added. */
  readonly by: readonly Verifier[];
}

/**
 * The checkpoint with the cosignatures of known witnesses; those of others are left out.
 * @throws FormatError; SignatureError where the cosignature of a known witness is wrong
 */
export function addCosignatures(checkpoint: string, answer: string, witnesses: readonly Verifier[]): Cosigned {
  const note = parseNote(checkpoint);
  const added: NoteSignature[] = [];
  const by: Verifier[] = [];
  for (const cosignature of parseCosignatures(answer)) {
    const witness = witnesses.find(
      ({ name, keyId, type }) => type === COSIGNATURE_V1 && name === cosignature.name && keyId === cosignature.keyId,
    );
    if (!witness || by.includes(witness)) continue;
    if (!witness.verify(note.text, cosignature.signature))
      throw new SignatureError(`the cosignature of ${witness.name} is not one over this checkpoint`);
    added.push(cosignature);
    by.push(witness);
  }
  return { checkpoint: formatNote({ text: note.text, signatures: [...note.signatures, ...added] }), by };
}

/** When a witness says that it saw the tree; undefined where the signature is not a cosignature. */
export function cosignedAt({ signature }: NoteSignature): Date | undefined {
  const parts = splitCosignature(signature);
  return parts && new Date(parts.time * 1000);
}
