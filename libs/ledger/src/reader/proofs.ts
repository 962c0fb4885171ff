import type { Hash } from '../merkle/hash.js';
import { TiledTree } from '../merkle/tree.js';
import { parseCheckpoint } from '../notes/checkpoint.js';
import { parseNote } from '../notes/note.js';
import type { TlogProof } from '../notes/tlog-proof.js';
import { NotSealedError, type LedgerReader } from './ledger-reader.port.js';

/** That the leaf of an event is in the newest published tree; undefined where it is not sealed yet, or unknown. */
export async function eventProof(reader: LedgerReader, eventId: string): Promise<TlogProof | undefined> {
  const checkpoint = await reader.checkpoint();
  if (checkpoint === undefined) return undefined;
  const { size } = parseCheckpoint(parseNote(checkpoint).text);
  const index = await reader.indexOf(eventId);
  // A checkpoint that came in between would be larger, and the event beyond ours.
  if (index === undefined || index >= size) return undefined;
  return { index, hashes: await new TiledTree(reader, size, reader.nodes).inclusionProof(index), checkpoint };
}

export interface ConsistencyProof {
  readonly from: number;
  readonly to: number;
  readonly hashes: readonly Hash[];
}

/**
 * That the tree of one size begins with that of a smaller one. Any two sizes, whether or not there was a checkpoint.
 * @throws NotSealedError where the larger is beyond what is published; RangeError where the sizes are not in order
 */
export async function consistencyProof(reader: LedgerReader, from: number, to: number): Promise<ConsistencyProof> {
  const checkpoint = await reader.checkpoint();
  const published = checkpoint === undefined ? 0 : parseCheckpoint(parseNote(checkpoint).text).size;
  if (to > published) throw new NotSealedError(`the newest checkpoint is over ${published} entries, not ${to}`);
  return { from, to, hashes: await new TiledTree(reader, to, reader.nodes).consistencyProof(from) };
}
