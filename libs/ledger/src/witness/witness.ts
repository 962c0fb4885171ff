import { EMPTY_ROOT } from '../merkle/hash.js';
import { ProofError, type TreeHead, verifyConsistency } from '../merkle/proof.js';
import { type AddCheckpoint, parseAddCheckpoint } from '../notes/add-checkpoint.js';
import { type OpenedCheckpoint, openCheckpoint } from '../notes/checkpoint.js';
import { FormatError } from '../notes/format.error.js';
import { formatSignature, SignatureError } from '../notes/note.js';
import type { Signer } from '../notes/signer.js';
import type { Verifier } from '../notes/verifier-key.js';

/** The largest tree of a log that a witness has cosigned. */
export interface CosignedTree extends TreeHead {
  /** The signed note. */
  readonly checkpoint: string;
}

/** What a witness must not forget: cosigning anew from nothing would let a log show two histories. */
export interface WitnessStore {
  latest(origin: string): CosignedTree | undefined;
  /** Returns once it survives power loss. */
  keep(origin: string, tree: CosignedTree): void;
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  /** Of the body: that of a size has one of its own. */
  readonly type?: 'text/x.tlog.size';
  readonly cosigned?: { readonly origin: string; readonly size: number };
  /** The log signed two trees that do not go together: what it signed before, and what it signed now. */
  readonly evidence?: readonly [string, string];
}

/**
 * Cosigns what a log publishes, as C2SP tlog-witness has it: a tree only ever after one that it begins with. Without any
 * waiting between looking at what was cosigned and keeping what is, so that one checkpoint at a time is dealt with.
 */
export class Witness {
  /** @param logs verifiers of each log, by origin @param signer see `cosigner` */
  constructor(
    private readonly signer: Signer,
    private readonly logs: ReadonlyMap<string, readonly Verifier[]>,
    private readonly store: WitnessStore,
  ) {}

  /** `add-checkpoint`. @param body of the request @throws what the store throws; then nothing was cosigned */
  addCheckpoint(body: string): WitnessAnswer {
    try {
      const request = parseAddCheckpoint(body);
      const origin = request.checkpoint.split('\n', 1)[0]!;
      const verifiers = this.logs.get(origin);
      if (!verifiers) return refusal(404, 'this log is not one that is witnessed here');
      return this.examine(request, openCheckpoint(request.checkpoint, verifiers));
    } catch (error) {
      if (error instanceof FormatError) return refusal(400, error.message);
      if (error instanceof SignatureError) return refusal(403, error.message);
      throw error;
    }
  }

  private examine({ oldSize, proof, checkpoint }: AddCheckpoint, opened: OpenedCheckpoint): WitnessAnswer {
    const { origin, size, root } = opened;
    if (oldSize > size) return refusal(400, `the old size, ${oldSize}, is larger than the checkpoint's, ${size}`);
    const latest = this.store.latest(origin);
    const before = latest ?? { size: 0, root: EMPTY_ROOT };
    const conflict = { status: 409, body: `${before.size}\n`, type: 'text/x.tlog.size' } as const;
    const evidence = latest && ([latest.checkpoint, checkpoint] as const);
    if (oldSize !== before.size) return conflict;
    if (size === before.size && !root.equals(before.root)) return { ...conflict, evidence };
    try {
      verifyConsistency(before, opened, proof);
    } catch (error) {
      if (!(error instanceof ProofError)) throw error;
      return refusal(422, error.message);
    }
    if (size > before.size) this.store.keep(origin, { size, root, checkpoint });
    const body = formatSignature(this.signer.sign(opened.note.text));
    return { status: 200, body, cosigned: { origin, size } };
  }
}

const refusal = (status: 400 | 403 | 404 | 422, why: string): WitnessAnswer => ({ status, body: `${why}\n` });
