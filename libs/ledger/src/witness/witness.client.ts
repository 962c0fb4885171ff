import type { SealedHead } from '../head/head.port.js';
import { TiledTree, type TileSource } from '../merkle/tree.js';
import { formatAddCheckpoint } from '../notes/add-checkpoint.js';
import { addCosignatures, parseCosignatures } from '../notes/cosignature.js';
import { parseCount } from '../notes/encoding.js';
import { quote } from '../notes/format.error.js';
import type { NoteSignature } from '../notes/note.js';
import { parseVerifierKey, type Verifier } from '../notes/verifier-key.js';

/** A witness as it is configured; plain data. */
export interface WitnessAddress {
  /** C2SP vkey of type 4. */
  readonly vkey: string;
  /** What stands before `/add-checkpoint`. */
  readonly url: string;
}

export interface WitnessReply {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

/** Sends a request to a witness. A test has the witness in its own process. */
export type AskWitness = (url: string, body: string, signal: AbortSignal) => Promise<WitnessReply>;

/** A witness has not cosigned a checkpoint. */
export class NotCosignedError extends Error {
  override readonly name = 'NotCosignedError';
  constructor(
    message: string,
    /** Whether it has seen a later tree already, and never will cosign this one. */
    readonly isAhead = false,
  ) {
    super(message);
  }
}

/** One to learn which tree the witness has, one to send it, and one for a node that was faster in between. */
const ATTEMPTS = 3;

/** Asks one witness to cosign. Remembers what that has cosigned, so that as a rule one request is enough. */
export class WitnessClient {
  readonly verifier: Verifier;
  /** Size of the tree that the witness is believed to have. */
  private old = 0;

  constructor(
    private readonly address: WitnessAddress,
    private readonly ask: AskWitness = askOverHttp,
  ) {
    this.verifier = parseVerifierKey(address.vkey);
  }

  get name(): string {
    return this.verifier.name;
  }

  /** @param tree that holds the head's, for the proof @throws NotCosignedError, or what the network throws */
  async cosign(head: SealedHead, tree: TileSource, signal: AbortSignal): Promise<NoteSignature> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const oldSize = Math.min(this.old, head.size);
      const proof = await new TiledTree(tree, head.size).consistencyProof(oldSize);
      const body = formatAddCheckpoint({ oldSize, proof, checkpoint: head.checkpoint });
      const reply = await this.ask(this.address.url, body, signal);
      if (reply.status === 200) return this.accept(head, reply);
      this.old = this.sizeOf(reply);
      if (this.old > head.size)
        throw new NotCosignedError(`it has cosigned a later tree, of ${this.old} entries`, true);
      if (this.old === oldSize)
        throw new NotCosignedError(`it has cosigned another tree of the same size, ${oldSize} entries`);
    }
    throw new NotCosignedError('it has another tree whenever it is asked');
  }

  private accept(head: SealedHead, { body }: WitnessReply): NoteSignature {
    const { by } = addCosignatures(head.checkpoint, body, [this.verifier]);
    if (by.length === 0) throw new NotCosignedError('it answers without a cosignature of its key');
    this.old = head.size;
    const { name, keyId } = this.verifier;
    return parseCosignatures(body).find((one) => one.name === name && one.keyId === keyId)!;
  }

  private sizeOf({ status, type, body }: WitnessReply): number {
    if (status === 409 && type?.startsWith('text/x.tlog.size')) return parseCount(body.trimEnd(), ['size', '']);
    throw new NotCosignedError(`it answers ${status}: ${quote(body.trim())}`);
  }
}

/** Milliseconds. */
const DEADLINE = 10_000;
/** Bytes of an answer: one line as a rule. */
const MOST_BYTES = 64 * 1024;

const askOverHttp: AskWitness = async (url, body, signal) => {
  const response = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]),
  }).catch((error: Error) => {
    throw new NotCosignedError(`it cannot be reached: ${((error.cause as Error | undefined) ?? error).message}`);
  });
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new NotCosignedError(`it answers with more than ${MOST_BYTES} bytes`);
    pieces.push(piece);
  }
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: Buffer.concat(pieces).toString('utf8'),
  };
};
