import { verifyInclusion } from '../merkle/proof.js';
import type { Hash } from '../merkle/hash.js';
import { openCheckpoint, type OpenedCheckpoint } from './checkpoint.js';
import { parseBase64, parseCount, parseHash } from './encoding.js';
import { FormatError } from './format.error.js';
import { parseNote } from './note.js';
import type { Verifier } from './verifier-key.js';

/** C2SP tlog-proof: that an entry stands at an index of the tree of a checkpoint, to be checked without any network. */
export interface TlogProof {
  readonly index: number;
  readonly hashes: readonly Hash[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
  /** Opaque, and not authenticated. */
  readonly extra?: Uint8Array;
}

const WHAT = 'tlog-proof';
const HEADER = 'c2sp.org/tlog-proof@v1';

export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [HEADER];
  if (extra) lines.push(`extra ${Buffer.from(extra).toString('base64')}`);
  lines.push(`index ${index}`, ...hashes.map((hash) => hash.toString('base64')));
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** The form only; the checkpoint has to be that of a note. @throws FormatError */
export function parseTlogProof(proof: string): TlogProof {
  const split = proof.indexOf('\n\n');
  if (split < 0) throw new FormatError(WHAT, '', 'there is no empty line before the checkpoint');
  const lines = proof.slice(0, split).split('\n');
  const place = (n: number) => [WHAT, `line ${n + 1}`] as const;
  if (lines[0] !== HEADER) throw new FormatError(...place(0), `it does not begin with ${HEADER}`);
  let at = 1;
  let extra: Uint8Array | undefined;
  if (lines[at]?.startsWith('extra ')) {
    extra = parseBase64(lines[at]!.slice('extra '.length), place(at));
    at += 1;
  }
  const line = lines[at];
  if (!line?.startsWith('index ')) throw new FormatError(...place(at), 'the index of the entry is missing');
  const index = parseCount(line.slice('index '.length), place(at));
  const first = at + 1;
  const hashes = lines.slice(first).map((hash, n) => parseHash(hash, place(first + n)));
  const checkpoint = proof.slice(split + 2);
  parseNote(checkpoint);
  return { index, hashes, checkpoint, ...(extra && { extra }) };
}

/**
 * @returns the checkpoint, which a key of its log signed and whose tree has the leaf
 * @throws FormatError, SignatureError, ProofError
 */
export function verifyTlogProof(proof: TlogProof, leaf: Hash, verifiers: readonly Verifier[]): OpenedCheckpoint {
  const checkpoint = openCheckpoint(proof.checkpoint, verifiers);
  if (proof.index >= checkpoint.size) {
    throw new FormatError(WHAT, '', `entry ${proof.index} is not in the checkpoint's tree of ${checkpoint.size}`);
  }
  verifyInclusion(proof.index, checkpoint.size, leaf, checkpoint.root, proof.hashes);
  return checkpoint;
}
