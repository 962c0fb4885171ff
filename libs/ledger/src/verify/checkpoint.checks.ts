import type { Hash } from '../merkle/hash.js';
import { openCheckpoint, parseCheckpoint, type Checkpoint } from '../notes/checkpoint.js';
import { FormatError } from '../notes/format.error.js';
import { parseNote, SignatureError } from '../notes/note.js';
import type { Verifier } from '../notes/verifier-key.js';
import type { LedgerReader } from '../reader/ledger-reader.port.js';
import type { Findings } from './finding.js';

/**
 * Every checkpoint known against the root that the entries have at its size: two checkpoints over one tree are
 * consistent, so that no proof between them has to be made.
 */
export class CheckpointChecks {
  private readonly sizes: AsyncIterator<number>;
  private readonly known: Checkpoint[];
  private next: number | undefined;
  checked = 0;

  /** @param known checkpoints that the verifier has from elsewhere: a fork shows in them and nowhere else */
  constructor(
    private readonly reader: LedgerReader,
    private readonly verifiers: readonly Verifier[],
    private readonly findings: Findings,
    known: readonly string[],
  ) {
    this.sizes = reader.checkpointSizes()[Symbol.asyncIterator]();
    this.known = known.flatMap((note) => this.open(note) ?? []).sort((a, b) => a.size - b.size);
  }

  async start(): Promise<void> {
    this.next = (await this.sizes.next()).value as number | undefined;
  }

  /** The next size at which `at` wants to know the root. */
  get wanted(): number {
    return Math.min(this.next ?? Infinity, this.known[0]?.size ?? Infinity);
  }

  async at(size: number, root: Hash): Promise<void> {
    while (this.known[0]?.size === size) this.compare(this.known.shift()!, size, root, 'a checkpoint from elsewhere');
    if (this.next !== size) return;
    const note = await this.reader.checkpointAt(size);
    await this.start();
    if (note === undefined)
      this.findings.add({ kind: 'CHECKPOINT', message: `the checkpoint of ${size} entries is missing`, size });
    else {
      const checkpoint = this.open(note, size);
      if (checkpoint) this.compare(checkpoint, size, root, 'the checkpoint');
    }
  }

  /** @param size of the newest published tree */
  end(size: number): void {
    for (const { size: larger } of this.known)
      this.findings.add({
        kind: 'CHECKPOINT',
        message: `a checkpoint from elsewhere is over ${larger} entries, and the ledger has ${size}: it was cut short`,
        size: larger,
      });
  }

  private compare(checkpoint: Checkpoint, size: number, root: Hash, what: string): void {
    this.checked += 1;
    if (checkpoint.size === size && checkpoint.root.equals(root)) return;
    const message = `${what} of ${size} entries is over another tree than these entries make`;
    this.findings.add({ kind: 'CHECKPOINT', message, size });
  }

  /** What cannot be believed is told, and its root looked at all the same where it can be read. */
  private open(note: string, at?: number): Checkpoint | undefined {
    try {
      return openCheckpoint(note, this.verifiers);
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof SignatureError)) throw error;
      const unverified = readable(note);
      const size = at ?? unverified?.size;
      const of = size === undefined ? '' : ` of ${size} entries`;
      const message = `a checkpoint${of} cannot be believed: ${error.message}`;
      this.findings.add({ kind: 'SIGNATURE', message, ...(size !== undefined && { size }) });
      return unverified;
    }
  }
}

function readable(note: string): Checkpoint | undefined {
  try {
    return parseCheckpoint(parseNote(note).text);
  } catch {
    return undefined;
  }
}
