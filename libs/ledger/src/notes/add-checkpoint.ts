import type { Hash } from '../merkle/hash.js';
import { parseCount, parseHash } from './encoding.js';
import { FormatError } from './format.error.js';

/** What a log sends to a witness. C2SP tlog-witness, `add-checkpoint`. */
export interface AddCheckpoint {
  /** Size of the last checkpoint that the witness cosigned; 0 before the first. */
  readonly oldSize: number;
  readonly proof: readonly Hash[];
  /** The signed note. */
  readonly checkpoint: string;
}

const WHAT = 'add-checkpoint request';
const MOST_HASHES = 63;

export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `old ${oldSize}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${checkpoint}`;
}

/** @throws FormatError */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const split = body.indexOf('\n\n');
  if (split < 0) throw new FormatError(WHAT, '', 'there is no empty line before the checkpoint');
  const [old = '', ...hashes] = body.slice(0, split).split('\n');
  if (!old.startsWith('old ')) throw new FormatError(WHAT, 'line 1', 'it does not begin with the old size');
  if (hashes.length > MOST_HASHES) throw new FormatError(WHAT, '', `it has more than ${MOST_HASHES} hashes`);
  return {
    oldSize: parseCount(old.slice('old '.length), [WHAT, 'line 1']),
    proof: hashes.map((hash, n) => parseHash(hash, [WHAT, `line ${n + 2}`])),
    checkpoint: body.slice(split + 2),
  };
}
