import type { SealedHead } from '../head/head.port.js';
import type { LogLeaf } from '../log/log-leaf.js';
import { readLeaves, type VerifiedLog } from '../log/read-leaves.js';
import type { ReadAhead } from '../log/reading.port.js';
import { Frontier } from '../merkle/frontier.js';
import { entryHash } from '../merkle/hash.js';
import { openCheckpoint } from '../notes/checkpoint.js';
import type { Verifier } from '../notes/verifier-key.js';

/** An entry as a table of indices has it. */
export interface IndexedEntry extends Pick<LogLeaf, 'id' | 'stream' | 'revision' | 'position'> {
  readonly index: number;
}

/** Which event has which index, as somebody else has worked it out: every citation rests on it. */
export interface IndexTable {
  readonly size: number;
  /** In the order of the index. */
  entries(): Iterable<IndexedEntry>;
}

/** A table of indices says something else than the log, or the log something else than what was signed. */
export class IndexDiffersError extends Error {
  override readonly name = 'IndexDiffersError';
}

export interface SealedIndexOptions {
  readonly log: VerifiedLog;
  /** What was signed last; undefined where nothing was, and the table is compared with the log alone. */
  readonly head: SealedHead | undefined;
  /** Keys of which one must have signed it. */
  readonly verifiers: readonly Verifier[];
  readonly ahead?: ReadAhead;
}

/**
 * Reads the log once: each entry of the table must be the event at that place, and the leaves up to the signed checkpoint
 * must make its tree. Memory does not depend on the length of the log.
 *
 * @returns entries that the checkpoint covers; 0 where there is none
 * @throws {IndexDiffersError} which names the first index that differs
 * @throws SignatureError, FormatError where the checkpoint cannot be believed; the log's errors
 */
export async function requireSealedIndex(
  table: IndexTable,
  { log, head, verifiers, ahead }: SealedIndexOptions,
): Promise<number> {
  const signed = head && openCheckpoint(head.checkpoint, verifiers);
  const sealed = signed?.size ?? 0;
  const rows = table.entries()[Symbol.iterator]();
  const tree = Frontier.empty();
  let index = 0;
  const length = Math.max(table.size, sealed);
  try {
    for await (const leaves of length === 0 ? [] : readLeaves(log, { ahead })) {
      for (const leaf of leaves) {
        if (index < table.size) requireSame(rows.next().value as IndexedEntry | undefined, leaf, index);
        if (index < sealed) tree.append(entryHash(leaf.leaf));
        index += 1;
        if (index === length) break;
      }
      if (index === length) break;
    }
  } finally {
    rows.return?.();
  }
  if (index < length)
    throw new IndexDiffersError(
      `the log ends after ${index} entries; the table has ${table.size}, and ${sealed} are sealed`,
    );
  if (signed && !tree.root().equals(signed.root))
    throw new IndexDiffersError(`the log makes another tree of ${sealed} entries than the signed checkpoint has`);
  return sealed;
}

function requireSame(row: IndexedEntry | undefined, leaf: LogLeaf, index: number): void {
  const is = (entry: Pick<IndexedEntry, 'id' | 'stream' | 'revision' | 'position'>) =>
    `event ${entry.id} (revision ${entry.revision} of ${entry.stream}, position ${entry.position})`;
  if (!row || row.index !== index) throw new IndexDiffersError(`the table has no entry at index ${index}`);
  const { id, stream, revision, position } = leaf;
  if (row.id !== id || row.stream !== stream || row.revision !== revision || row.position !== position)
    throw new IndexDiffersError(`at index ${index} the table has ${is(row)}, and the log ${is(leaf)}`);
}
