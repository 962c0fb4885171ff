import { setTimeout as sleep } from 'node:timers/promises';
import type { Disk } from '../files/disk.port.js';
import { CHECKPOINT } from '../files/layout.js';
import { StoredTree } from '../files/stored-tree.js';
import type { SealedHead } from '../head/head.port.js';
import { formatNote, parseNote, type Note, type NoteSignature } from '../notes/note.js';
import { type AskWitness, NotCosignedError, type WitnessAddress, WitnessClient } from '../witness/witness.client.js';

export interface PublishingOptions {
  /** Who is asked to cosign each checkpoint; default none. */
  readonly witnesses?: readonly WitnessAddress[];
  /** How many of them have to have cosigned a checkpoint before it is published; default 0: at once. */
  readonly quorum?: number;
  /** Milliseconds before a witness that failed is asked again, the first time; doubled up to 30 s. Default 1,000. */
  readonly askAgainAfter?: number;
  /** Milliseconds for which a checkpoint may wait without that being told; default 10,000. */
  readonly tellAfter?: number;
  readonly askWitness?: AskWitness;
}

const LONGEST_WAIT = 30_000;

/** A checkpoint on its way to being published. */
interface Candidate {
  readonly head: SealedHead;
  readonly text: string;
  /** By witness. */
  readonly cosignatures: Map<WitnessClient, NoteSignature>;
  /** Milliseconds, monotonic. */
  readonly since: number;
  /** A witness is ahead of it: its quorum may never come. */
  isOvertaken?: boolean;
}

/**
 * Publishes what the head says: at once, or when enough witnesses have cosigned it. Sealing goes on meanwhile, and what
 * was published before stays. All are asked for one checkpoint until it has its quorum, and then for the newest: asked
 * for whatever is newest, each might have cosigned others.
 */
export class Publisher {
  private readonly clients: readonly WitnessClient[];
  private readonly tree: StoredTree;
  private readonly stopping = new AbortController();
  private readonly following: readonly Promise<void>[];
  private readonly problems = new Map<WitnessClient, string>();
  private current: Candidate | undefined;
  private newest: SealedHead | undefined;
  private published: string | undefined;
  private changed = Promise.withResolvers<void>();

  /** @param onError what the disk threw: the run cannot go on */
  constructor(
    private readonly disk: Disk,
    private readonly options: PublishingOptions,
    private readonly onError: (error: unknown) => void,
  ) {
    this.tree = new StoredTree(disk);
    this.clients = (options.witnesses ?? []).map((address) => new WitnessClient(address, options.askWitness));
    this.following = this.clients.map((client) => this.follow(client));
  }

  /** @param head whose tree is on disk; as large as what came before, or larger */
  publish(head: SealedHead): void {
    if (this.clients.length === 0) return this.write(head.checkpoint);
    if (head.size === this.newest?.size) return;
    this.newest = head;
    if (!this.current || this.isDone(this.current)) this.begin(head);
  }

  /** What is waited for, and for whom, once that has lasted. */
  get problem(): string | undefined {
    const { current } = this;
    const { quorum = 0, tellAfter = 10_000 } = this.options;
    if (!current || this.hasQuorum(current) || performance.now() - current.since < tellAfter) return undefined;
    const reasons = [...this.problems].map(([{ name }, why]) => `${name}: ${why}`).join('; ');
    return (
      `the checkpoint of ${current.head.size} entries is not published: ${current.cosignatures.size} of the ${quorum} ` +
      `witnesses that it needs have cosigned it${reasons && ` (${reasons})`}. It is tried again; entries go on being sealed`
    );
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.changed.resolve();
    await Promise.all(this.following);
  }

  private begin(head: SealedHead): void {
    const { text } = parseNote(head.checkpoint);
    const cosignatures = this.cosignaturesOf(text);
    this.current = { head, text, cosignatures, since: performance.now() };
    if (this.hasQuorum(this.current)) this.writeCosigned(this.current);
    this.changed.resolve();
    this.changed = Promise.withResolvers();
  }

  private hasQuorum({ cosignatures }: Candidate): boolean {
    return cosignatures.size >= (this.options.quorum ?? 0);
  }

  private isDone(candidate: Candidate): boolean {
    return this.hasQuorum(candidate) || candidate.isOvertaken === true;
  }

  /** One witness, which may be slow or away without keeping the others from it. */
  private async follow(client: WitnessClient): Promise<void> {
    const { signal } = this.stopping;
    const { askAgainAfter = 1_000 } = this.options;
    let wait = askAgainAfter;
    while (!signal.aborted) {
      const { current } = this;
      if (!current || current.cosignatures.has(client)) {
        await this.changed.promise;
        continue;
      }
      try {
        const cosignature = await client.cosign(current.head, this.tree, signal);
        wait = askAgainAfter;
        this.problems.delete(client);
        this.add(current, client, cosignature);
      } catch (error) {
        if (signal.aborted) return;
        this.problems.set(client, (error as Error).message);
        if (error instanceof NotCosignedError && error.isAhead) this.overtaken(current);
        await sleep(wait, undefined, { signal }).catch(() => undefined);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  }

  private add(candidate: Candidate, client: WitnessClient, cosignature: NoteSignature): void {
    candidate.cosignatures.set(client, cosignature);
    if (candidate !== this.current || !this.hasQuorum(candidate)) return;
    try {
      this.writeCosigned(candidate);
    } catch (error) {
      this.onError(error);
    }
    this.goOn(candidate);
  }

  private overtaken(candidate: Candidate): void {
    candidate.isOvertaken = true;
    this.goOn(candidate);
  }

  private goOn(candidate: Candidate): void {
    if (candidate === this.current && this.newest && this.newest.size > candidate.head.size) this.begin(this.newest);
  }

  private writeCosigned({ head, cosignatures }: Candidate): void {
    const note = parseNote(head.checkpoint);
    const lines = this.clients.flatMap((client) => cosignatures.get(client) ?? []);
    this.write(formatNote({ text: note.text, signatures: [...note.signatures, ...lines] }));
  }

  private write(note: string): void {
    if (note === (this.published ??= this.readPublished())) return;
    this.disk.replace(CHECKPOINT, Buffer.from(note, 'utf8'));
    this.published = note;
  }

  /** Those that the published checkpoint has, where it is of the same tree: after a restart nobody is asked again. */
  private cosignaturesOf(text: string): Map<WitnessClient, NoteSignature> {
    const found = new Map<WitnessClient, NoteSignature>();
    const note = readable((this.published ??= this.readPublished()));
    if (note?.text !== text) return found;
    for (const signature of note.signatures) {
      const client = this.clients.find(({ verifier }) => verifier.keyId === signature.keyId);
      if (client?.verifier.verify(text, signature.signature)) found.set(client, signature);
    }
    return found;
  }

  private readPublished(): string {
    const size = this.disk.size(CHECKPOINT);
    return size === 0 ? '' : this.disk.read(CHECKPOINT, 0, size).toString('utf8');
  }
}

function readable(note: string): Note | undefined {
  try {
    return parseNote(note);
  } catch {
    return undefined;
  }
}
