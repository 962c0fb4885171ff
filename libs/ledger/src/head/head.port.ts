import type { TreeHead } from '../merkle/proof.js';

/** The tree as it was last sealed, with the checkpoint that says so. */
export interface SealedHead extends TreeHead {
  /** The signed note. */
  readonly checkpoint: string;
}

/** A key that signed checkpoints of this ledger. Several may overlap while one replaces another. */
export interface SigningKey {
  readonly vkey: string;
  /** Sizes of the first and the last checkpoint that it signed; inclusive. */
  readonly firstSize: number;
  readonly lastSize: number;
}

/**
 * Which tree is the ledger's: one for all nodes that seal, whatever each has on its own disk. The contract suite
 * (`#ledger/contract`) holds these promises for every adapter:
 *
 * 1. `advance` compares and swaps: of sealers that start from one size exactly one wins, in whatever processes.
 * 2. What `advance` answered true for survives power loss, and is what `current` gives from then on.
 * 3. The head never goes back, and no checkpoint is altered or removed: a signed checkpoint is a promise to those who
 *    have seen it.
 * 4. The lease has one holder, until it has run out by the store's own clock or was given back; then the first who asks
 *    has it. It keeps nodes from signing in each other's way, and the tree one it does not: a holder that slept past its
 *    time believes to hold it still. That is what 1 is for.
 */
export interface HeadStore {
  /** For messages, without credentials. */
  readonly where: string;

  /** Undefined before anything was sealed. */
  current(): Promise<SealedHead | undefined>;

  /**
   * @param from the size that the caller believes to be sealed; 0 before the first
   * @param vkeys the keys that signed the checkpoint
   * @returns false where another size is sealed: read `current` again
   */
  advance(from: number, to: SealedHead, vkeys: readonly string[]): Promise<boolean>;

  /** The checkpoint of exactly this size, if there was one. */
  at(size: number): Promise<SealedHead | undefined>;

  /**
   * Takes the lease, or prolongs it, if nobody else holds it.
   * @param node opaque id of a node
   * @param milliseconds from now, by the store's clock
   * @returns the node that holds it
   */
  lease(node: string, milliseconds: number): Promise<string>;

  /** Gives the lease back, if this node holds it. */
  release(node: string): Promise<void>;

  /** The node that holds the lease; undefined where none does. */
  sealer(): Promise<string | undefined>;

  /** By size, from the smallest. @param after exclusive */
  list(range: { readonly after: number; readonly limit: number }): Promise<readonly SealedHead[]>;

  /** In the order in which they were first used. */
  keys(): Promise<readonly SigningKey[]>;

  close(): Promise<void>;
}

/** A mistake of the caller that would fork the ledger. @throws RangeError */
export function requireGrowth(from: number, to: SealedHead): void {
  if (!Number.isSafeInteger(from) || from < 0 || !Number.isSafeInteger(to.size) || to.size <= from)
    throw new RangeError(`a ledger of ${from} entries cannot be followed by one of ${to.size}`);
}
