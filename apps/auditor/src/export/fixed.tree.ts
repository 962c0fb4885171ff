import {
  openCheckpoint,
  type OpenedCheckpoint,
  parseEntryBundle,
  parseVerifierKey,
  type LedgerReader,
  TILE_WIDTH,
  TiledTree,
  type Verifier,
} from '#ledger';
import { AnswerError } from '../server/graphql.server.js';
import { UsageError } from '../usage.error.js';

/** Bundles of entries in memory; the entries of a case lie close together. */
const KEPT = 32;

/** What is exported does not fit what was sealed. */
export class NotAsSealedError extends Error {
  override readonly name = 'NotAsSealedError';
}

/** The ledger at one published checkpoint, that a key signed; it grows no more. */
export class FixedTree {
  readonly tree: TiledTree;
  private readonly bundles = new Map<number, Promise<readonly Buffer[]>>();

  private constructor(
    readonly reader: LedgerReader,
    readonly note: string,
    readonly checkpoint: OpenedCheckpoint,
    /** Verifier keys, in the order in which they were taken up. */
    readonly vkeys: readonly string[],
    readonly verifiers: readonly Verifier[],
  ) {
    this.tree = new TiledTree(reader, checkpoint.size);
  }

  /**
   * @param size of a published checkpoint; default: the newest
   * @param believed keys known from elsewhere; default: those that the ledger names
   * @throws UsageError, AnswerError, SignatureError, FormatError, NotAsSealedError
   */
  static async open(reader: LedgerReader, size?: number, believed: readonly Verifier[] = []): Promise<FixedTree> {
    const vkeys = (await reader.keys()).map(({ vkey }) => vkey);
    const note = await (size === undefined ? reader.checkpoint() : reader.checkpointAt(size));
    if (note === undefined) {
      if (size === undefined) throw new AnswerError('Nothing is sealed yet: there is no checkpoint.');
      throw new UsageError(`--at: no checkpoint was published at size ${size}; /log/checkpoints lists those that were`);
    }
    const verifiers = believed.length > 0 ? believed : vkeys.map(parseVerifierKey);
    const checkpoint = openCheckpoint(note, verifiers);
    if (size !== undefined && checkpoint.size !== size)
      throw new NotAsSealedError(`the checkpoint of size ${size} says that it is of size ${checkpoint.size}`);
    const fixed = new FixedTree(reader, note, checkpoint, vkeys, verifiers);
    if (!(await fixed.tree.root()).equals(checkpoint.root))
      throw new NotAsSealedError(
        `the tiles make another tree of ${checkpoint.size} entries than the checkpoint is over`,
      );
    return fixed;
  }

  get size(): number {
    return this.checkpoint.size;
  }

  /** The leaf, to the byte. */
  async entry(index: number): Promise<string> {
    const bundle = Math.floor(index / TILE_WIDTH);
    return (await this.bundle(bundle))[index - bundle * TILE_WIDTH]!.toString('utf8');
  }

  bundle(index: number): Promise<readonly Buffer[]> {
    const known = this.bundles.get(index);
    if (known) return known;
    if (this.bundles.size >= KEPT) this.bundles.delete(this.bundles.keys().next().value!);
    const width = Math.min(TILE_WIDTH, this.size - index * TILE_WIDTH);
    const bundle = this.reader.entryBundle(index, width).then((bytes) => parseEntryBundle(bytes, width));
    this.bundles.set(index, bundle);
    return bundle;
  }
}
