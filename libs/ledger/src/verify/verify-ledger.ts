import { HASH_BYTES, rootOf, writeEntryHash, type Hash } from '../merkle/hash.js';
import { Frontier } from '../merkle/frontier.js';
import { hashIn, TILE_HEIGHT, TILE_WIDTH } from '../merkle/tile.js';
import { openCheckpoint } from '../notes/checkpoint.js';
import { parseEntryBundle } from '../notes/entry-bundle.js';
import { parseVerifierKey, type Verifier } from '../notes/verifier-key.js';
import type { OpeningSource } from '../openings/opening.js';
import type { LedgerReader } from '../reader/ledger-reader.port.js';
import { parseEntry, type EntryEvent } from '../log/entry.event.js';
import type { VerifiedLog } from '../log/read-leaves.js';
import type { ReadAhead } from '../log/reading.port.js';
import { CheckpointChecks } from './checkpoint.checks.js';
import { checkCosignatures } from './cosignature.checks.js';
import { Findings, type Finding, type FindingKind } from './finding.js';
import { readLaterEntries } from './later.entries.js';
import { LogComparison } from './log.comparison.js';
import { OpeningChecks } from './opening.checks.js';
import { RevisionTable } from './revision.table.js';
import { TileComparison } from './tile.comparison.js';

export interface VerifyOptions {
  /** The log that the ledger is of; without it only the ledger itself is verified. */
  readonly log?: VerifiedLog;
  /** Reads a long log on a thread of its own; default: on this one. */
  readonly ahead?: ReadAhead;
  /** Where the texts are that the entries commit to, each with its salt; without it only those of the log are compared. */
  readonly openings?: OpeningSource;
  /** Milliseconds for which a text may be gone before an entry withholds it: until that is sealed. Default 15,000. */
  readonly patience?: number;
  /** Keys to believe; default: those that the ledger says it was signed with, which proves nothing about who that is. */
  readonly verifiers?: readonly Verifier[];
  /** Witnesses that have to have cosigned the newest checkpoint. */
  readonly witnesses?: readonly Verifier[];
  /** Checkpoints (signed notes) that were seen before, here or elsewhere. */
  readonly known?: readonly string[];
  /** Findings that are kept; all are counted. Default 1,000. */
  readonly limit?: number;
  /** Told after each bundle of 256 entries. */
  readonly onProgress?: (done: number, of: number) => void;
  /** Told each entry, in order, after its bundle's openings were read. */
  readonly onEntry?: (index: number, entry: Buffer) => void;
  readonly signal?: AbortSignal;
  /** Streams that are looked at together; default 2^20. A test takes fewer. */
  readonly streamsAtOnce?: number;
}

export interface VerifyReport {
  readonly holds: boolean;
  readonly size: number;
  readonly root: Hash | undefined;
  /** Checkpoints that were compared. */
  readonly checkpoints: number;
  /** Events at the end of the log that are not sealed yet; undefined where no log was given. */
  readonly unsealed: number | undefined;
  /** Texts whose opening was compared with what an entry commits to; undefined where no openings were given. */
  readonly opened: number | undefined;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Partial<Record<FindingKind, number>>>;
}

/**
 * Rebuilds the tree of the newest checkpoint from its entries, and compares all that is said of it: tiles, checkpoints,
 * revisions, and the log. Nothing is believed but the keys. Memory does not depend on the length of the log.
 *
 * @throws SignatureError, FormatError where the newest checkpoint itself cannot be believed; the reader's errors
 */
export async function verifyLedger(reader: LedgerReader, options: VerifyOptions = {}): Promise<VerifyReport> {
  const verifiers = options.verifiers ?? (await reader.keys()).map(({ vkey }) => parseVerifierKey(vkey));
  const note = await reader.checkpoint();
  const findings = new Findings(options.limit ?? 1_000);
  const newest = note === undefined ? { size: 0, root: undefined } : openCheckpoint(note, verifiers);
  if (note !== undefined) checkCosignatures(note, options.witnesses ?? [], findings);
  const pass = new Verification(reader, newest.size, findings, options, verifiers);
  const root = await pass.run();
  if (newest.root && !root.equals(newest.root)) {
    const message = `the newest checkpoint, of ${newest.size} entries, is over another tree than these entries make`;
    findings.add({ kind: 'CHECKPOINT', message, size: newest.size, newest: true });
  }
  return {
    holds: findings.total === 0,
    size: newest.size,
    root: newest.root,
    checkpoints: pass.checkpoints.checked,
    unsealed: pass.log?.unsealed,
    opened: pass.openings?.opened,
    findings: findings.kept,
    counts: findings.counts,
  };
}

class Verification {
  readonly checkpoints: CheckpointChecks;
  readonly log: LogComparison | undefined;
  readonly openings: OpeningChecks | undefined;
  private readonly tiles: TileComparison;
  private revisions: RevisionTable;

  constructor(
    private readonly reader: LedgerReader,
    private readonly size: number,
    private readonly findings: Findings,
    private readonly options: VerifyOptions,
    private readonly verifiers: readonly Verifier[],
  ) {
    this.checkpoints = new CheckpointChecks(reader, verifiers, findings, options.known ?? []);
    this.log = options.log && new LogComparison(options.log, reader, size, findings, this.checkUnsealed, options.ahead);
    this.openings = options.openings && new OpeningChecks(options.openings, findings);
    this.tiles = new TileComparison(reader, findings);
    this.revisions = new RevisionTable(0, options.streamsAtOnce);
  }

  async run(): Promise<Hash> {
    try {
      return await this.compareAll();
    } finally {
      await this.log?.close();
    }
  }

  private async compareAll(): Promise<Hash> {
    const frontier = Frontier.empty();
    await this.checkpoints.start();
    for await (const { first, entries } of this.bundles()) {
      await this.log?.fill();
      await this.openings?.bundle(first, entries);
      await this.grow(frontier, entries);
      for (let n = 0; n < entries.length; n++) {
        const [index, entry] = [first + n, entries[n]!];
        const event = this.log && (this.log.takeQuickly(entry) ?? (await this.log.take(index, entry)));
        this.checkRevision(index, entry, event ?? parseEntry(entry));
        this.options.onEntry?.(index, entry);
      }
      await this.tiles.compare();
    }
    await this.tiles.end();
    this.checkpoints.end(this.size);
    await this.log?.end();
    await this.checkRemainingRevisions();
    await this.endOpenings(frontier);
    return frontier.root();
  }

  private async grow(frontier: Frontier, entries: readonly Buffer[]): Promise<void> {
    const hashes = Buffer.allocUnsafe(entries.length * HASH_BYTES);
    entries.forEach((entry, n) => writeEntryHash(entry, hashes, n * HASH_BYTES));
    if (entries.length === TILE_WIDTH && this.checkpoints.wanted >= frontier.size + TILE_WIDTH) {
      // All at once, where no root in between is asked for: a call for each node costs more than to hash it.
      this.tiles.takeLeaves(hashes);
      frontier.append(rootOf(hashes), this.tiles.take, TILE_HEIGHT);
      await this.compareCheckpoint(frontier);
      return;
    }
    for (let n = 0; n < entries.length; n++) {
      frontier.append(hashIn(hashes, n), this.tiles.take);
      await this.compareCheckpoint(frontier);
    }
  }

  private async compareCheckpoint(frontier: Frontier): Promise<void> {
    if (this.checkpoints.wanted === frontier.size) await this.checkpoints.at(frontier.size, frontier.root());
  }

  private async endOpenings(frontier: Frontier): Promise<void> {
    const { openings, reader, verifiers, findings } = this;
    if (!openings) return;
    const { patience = 15_000 } = this.options;
    if (openings.isWaiting)
      await readLaterEntries(reader, verifiers, frontier.copy(), { openings, findings, patience });
    openings.end();
  }

  private async *bundles(): AsyncGenerator<{ readonly first: number; readonly entries: readonly Buffer[] }> {
    for (let first = 0; first < this.size; first += TILE_WIDTH) {
      this.options.signal?.throwIfAborted();
      const width = Math.min(TILE_WIDTH, this.size - first);
      const bundle = await this.reader.entryBundle(first / TILE_WIDTH, width);
      yield { first, entries: parseEntryBundle(bundle, width) };
      this.options.onProgress?.(first + width, this.size);
    }
  }

  private checkRevision(index: number, entry: Buffer, event: ReturnType<typeof parseEntry>): void {
    if (!event) {
      this.findings.add({
        kind: 'TREE',
        message: `entry ${index} (${entry.length} bytes) is not a leaf of ours`,
        index,
      });
      return;
    }
    const { id, stream, revision } = event;
    const expected = this.revisions.take(stream, revision);
    if (expected === undefined) return;
    const message = `entry ${index}: ${stream} has revision ${revision} where ${expected} is due`;
    this.findings.add({ kind: 'GAP', message, index, eventId: id, stream, revision });
  }

  /** Whoever writes past the server does not know, or does not care, which revision comes next. */
  private readonly checkUnsealed = ({ id, stream, revision }: EntryEvent, place: number): void => {
    const expected = this.revisions.take(stream, revision);
    if (expected === undefined) return;
    const message =
      `event ${id}, at ${place} in the log and not sealed yet: ${stream} has revision ${revision} where ${expected} is ` +
      'due. The server wrote none such: find out who did before it is sealed';
    this.findings.add({ kind: 'GAP', message, eventId: id, stream, revision });
  };

  /** Streams for which there was no room. */
  private async checkRemainingRevisions(): Promise<void> {
    for (let from = this.revisions.next; from !== undefined; from = this.revisions.next) {
      this.revisions = new RevisionTable(from, this.options.streamsAtOnce);
      for await (const { first, entries } of this.bundles())
        entries.forEach((entry, n) => {
          const event = parseEntry(entry);
          if (event) this.checkRevision(first + n, entry, event);
        });
      if (this.log) for await (const [event, place] of this.log.unsealedAgain()) this.checkUnsealed(event, place);
    }
  }
}
