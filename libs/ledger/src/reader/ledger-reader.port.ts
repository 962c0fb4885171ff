import type { SigningKey } from '../head/head.port.js';
import type { NodeCache, TileSource } from '../merkle/tree.js';

/** What is asked for is not part of the newest published tree. */
export class NotSealedError extends Error {
  override readonly name = 'NotSealedError';
}

/**
 * The ledger as everyone may read it: what a published checkpoint covers, and nothing beyond. Behind it are files of
 * this machine, a server, or an archive; none of them has to be trusted, all can be checked.
 */
export interface LedgerReader extends TileSource {
  /** Of this ledger, for proofs. */
  readonly nodes?: NodeCache;

  /** The newest published checkpoint, a signed note; undefined before the first. */
  checkpoint(): Promise<string | undefined>;

  /** The checkpoint that was published at exactly this size. */
  checkpointAt(size: number): Promise<string | undefined>;

  /** Sizes of published checkpoints, rising. @param after exclusive; default 0 */
  checkpointSizes(after?: number): AsyncIterable<number>;

  /** The first `width` entries of a bundle, as C2SP tlog-tiles has them. @throws NotSealedError */
  entryBundle(index: number, width: number): Promise<Buffer>;

  /** Index of the entry that is the leaf of this event. */
  indexOf(eventId: string): Promise<number | undefined>;

  /** Keys that have signed, and what; to be compared with what is known of them from elsewhere. */
  keys(): Promise<readonly SigningKey[]>;
}
