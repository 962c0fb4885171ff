import type { EventStore, StorePosition } from '#event-store';
import type { Disk } from '../files/disk.port.js';
import { EntryBatch } from '../files/entry.batch.js';
import type { LedgerFiles } from '../files/ledger.files.js';
import { nodeId } from '../files/node-id.js';
import { recover } from '../files/recover.js';
import type { HeadStore, SealedHead } from '../head/head.port.js';
import { isSealedAs, type LogLeaf } from '../log/log-leaf.js';
import { followLeaves } from '../log/read-leaves.js';
import type { ReadAhead } from '../log/reading.port.js';
import { TILE_WIDTH } from '../merkle/tile.js';
import { signCheckpoint } from '../notes/checkpoint.js';
import type { Signer } from '../notes/signer.js';
import { LedgerAlarm } from './alarm.js';
import { entryChanged } from './difference.js';
import { Publisher, type PublishingOptions } from './publisher.js';
import { findResume, saveResume } from './resume.js';
import { behind, type SealerStatus, type WhoSeals } from './sealer.status.js';

export interface SealingOptions extends PublishingOptions {
  readonly log: EventStore;
  /** Reads on a thread of its own while there is much to catch up with; default: on this one. */
  readonly ahead?: ReadAhead;
  readonly head: HeadStore;
  readonly disk: Disk;
  /** The ledger's name, for ever. C2SP tlog-checkpoint. */
  readonly origin: string;
  /** Each signs every checkpoint; several while one key replaces another. None: this node follows and never signs. */
  readonly signers: readonly Signer[];
  /** New entries at which a checkpoint is made at once; default 256, a full tile. */
  readonly every?: number;
  /** Milliseconds after which it is made with fewer; default 5,000. */
  readonly within?: number;
  /**
   * Entries that are sealed together while there is much to catch up with; default 16,384: their checkpoint, which the
   * disk has to confirm several times, then takes little beside them, and their bytes some 13 MiB.
   */
  readonly batch?: number;
  /** Milliseconds for which a node that signs keeps the lease after it was last heard of; default 15,000. */
  readonly leaseFor?: number;
  /**
   * Milliseconds for which another node may have sealed what this one has not read yet, before that counts as a log that
   * is behind; default 30,000. A moment of it is how two nodes on one log always are.
   */
  readonly patience?: number;
}

/** Follows the log once, from opening the files to the first error. The order of each step is what crashes rely on. */
export class SealingRun {
  private files!: LedgerFiles;
  private batch = new EntryBatch();
  /** One that was written, to be filled again: to have the system clear as much memory takes as long as to hash it. */
  private spare: EntryBatch | undefined;
  /** Of the next event of the log. */
  private index = 0;
  /** Positions of the last event and of the one before it. */
  private last: StorePosition | undefined;
  private beforeLast: StorePosition | undefined;
  private lastId = '';
  private isLive = false;
  private timer: NodeJS.Timeout | undefined;
  /** One seal at a time: by the clock and by the number of entries. */
  private turn: Promise<void> = Promise.resolve();
  private readonly failed = new AbortController();
  private readonly publisher: Publisher;
  /** Milliseconds, monotonic: since when another node's tree is larger than this one's. */
  private outrunSince: number | undefined;
  /** The head whose root was compared last. */
  private confirmed: SealedHead | undefined;
  private sealedBundle: { readonly index: number; readonly entries: readonly Buffer[] } | undefined;

  constructor(
    private readonly options: SealingOptions,
    private readonly report: (status: SealerStatus) => void,
  ) {
    this.publisher = new Publisher(options.disk, options, (error) => this.failed.abort(error));
  }

  /** Who this node is, and who signs. */
  who: WhoSeals = {};
  /** Milliseconds, monotonic: until when the lease need not be asked for again. */
  private leaseFresh = 0;

  /** Entries that this run has on disk. */
  private get size(): number {
    return this.files?.size ?? 0;
  }

  /** Sealed entries that this run has compared with their tree. */
  get checkedSize(): number {
    return this.confirmed?.size ?? 0;
  }

  /** @param checked see `recover` */
  async run(signal: AbortSignal, checked: number): Promise<void> {
    try {
      await this.sealAll(signal, checked);
    } finally {
      await this.publisher.stop();
    }
  }

  private async sealAll(signal: AbortSignal, checked: number): Promise<void> {
    const { disk, head } = this.options;
    this.report({ state: 'CHECKING', size: 0 });
    const current = await head.current();
    this.requireOrigin(current);
    this.files = await recover(disk, current, checked);
    if (signal.aborted) return;
    this.who = { node: nodeId(disk) };
    // After a crash between the head and the checkpoint.
    await this.settle();
    this.report({ state: 'CATCHING_UP', size: this.size });
    // What another node seals is looked at, and published here, although nothing comes from the log.
    const poll = setInterval(() => void this.seal(), this.within);
    try {
      await this.follow(signal);
      await this.seal();
    } finally {
      clearInterval(poll);
      clearTimeout(this.timer);
      await this.turn;
      // Another one need not wait for it to run out. Where the head is away, it does.
      if (this.holdsLease) await head.release(this.who.node!).catch(() => undefined);
    }
    if (this.failed.signal.aborted) throw this.failed.signal.reason;
  }

  private get within(): number {
    return this.options.within ?? 5_000;
  }

  private requireOrigin(current: SealedHead | undefined): void {
    const origin = current?.checkpoint.split('\n', 1)[0];
    if (origin === undefined || origin === this.options.origin) return;
    const message = `this ledger is called ${origin}, and ${this.options.origin} is configured: a ledger keeps its name`;
    throw new LedgerAlarm('ORIGIN_DIFFERS', message);
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { log, disk, ahead } = this.options;
    const point = await findResume(disk, log, this.size);
    this.index = point?.index ?? 0;
    this.last = point?.after;
    const from = point?.after === undefined ? ('beginning' as const) : { after: point.after };
    const either = AbortSignal.any([signal, this.failed.signal]);
    for await (const message of followLeaves(log, from, { ahead, signal: either })) {
      if (message.kind === 'caught-up') await this.caughtUp();
      else await this.takePage(message.leaves);
    }
  }

  private async takePage(leaves: readonly LogLeaf[]): Promise<void> {
    for (const leaf of leaves) {
      // Only what there is to wait for: a promise for each event would cost more than hashing it.
      const sealing = this.take(leaf);
      if (sealing) await sealing;
      if (this.failed.signal.aborted) return;
    }
  }

  private take(leaf: LogLeaf): Promise<void> | undefined {
    [this.beforeLast, this.last, this.lastId] = [this.last, leaf.position, leaf.id];
    const index = this.index++;
    if (index < this.size) return this.compare(index, leaf);
    this.batch.add(leaf.leaf, leaf.id);
    const { every = TILE_WIDTH, batch = 16_384 } = this.options;
    if (this.batch.length >= (this.isLive ? every : batch)) {
      // While there is much to catch up with, one batch is made durable while the next is read, and never two.
      const before = this.turn;
      const sealing = this.seal();
      return this.isLive ? sealing : before;
    }
    this.timer ??= setTimeout(() => void this.seal(), this.within);
    return undefined;
  }

  private async caughtUp(): Promise<void> {
    const wasLive = this.isLive;
    this.isLive = true;
    if (this.index < this.size) return this.report(behind(this.index, this.size));
    if (this.batch.length >= (this.options.every ?? TILE_WIDTH)) await this.seal();
    await this.turn;
    if (!wasLive) await this.tell();
  }

  private compare(index: number, leaf: LogLeaf): Promise<void> | undefined {
    const sealed = this.sealedEntry(index);
    return sealed.equals(leaf.leaf) ? undefined : this.compareClosely(index, leaf, sealed);
  }

  private async compareClosely(index: number, leaf: LogLeaf, sealed: Buffer): Promise<void> {
    if (!(await isSealedAs(leaf, sealed))) throw entryChanged(index, sealed, await leaf.event());
  }

  private sealedEntry(index: number): Buffer {
    const bundle = Math.floor(index / TILE_WIDTH);
    if (this.sealedBundle?.index !== bundle) {
      const width = Math.min(TILE_WIDTH, this.size - bundle * TILE_WIDTH);
      this.sealedBundle = { index: bundle, entries: this.files.tree.entries(bundle, width) };
    }
    return this.sealedBundle.entries[index % TILE_WIDTH]!;
  }

  /** Never rejects: what fails ends the run. */
  private seal(): Promise<void> {
    this.turn = this.turn.then(async () => {
      if (this.failed.signal.aborted) return;
      try {
        await this.sealNow();
      } catch (error) {
        this.failed.abort(error);
      }
    });
    return this.turn;
  }

  private async sealNow(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { batch } = this;
    const grows = batch.length > 0;
    const resume = { index: this.index - 1, eventId: this.lastId, after: this.beforeLast };
    if (grows) {
      this.batch = this.spare ?? new EntryBatch();
      this.spare = undefined;
      // 1. Entries and hashes are on disk.
      await this.files.write(batch);
      batch.clear();
      // Few entries need little room, and a batch of many need not be kept for them.
      if (!this.isLive) this.spare = batch;
    }
    // 2. The head says that they are sealed. 3. The checkpoint is published.
    await this.settle();
    if (grows) saveResume(this.options.disk, resume);
    if (this.isLive && this.index >= this.size) await this.tell();
  }

  private async tell(): Promise<void> {
    const sealed = this.confirmed?.size ?? 0;
    const { head, patience = 30_000 } = this.options;
    const ahead = (await head.current())?.size ?? 0;
    if (ahead <= this.size + this.batch.length) {
      this.outrunSince = undefined;
      const { problem } = this.publisher;
      return this.report(problem ? { state: 'WAITING', size: sealed, problem } : { state: 'LIVE', size: sealed });
    }
    this.outrunSince ??= performance.now();
    const isOutrun = performance.now() - this.outrunSince >= patience;
    this.report(isOutrun ? behind(this.size, ahead) : { state: 'CATCHING_UP', size: sealed });
  }

  /** Brings the head to this tree, unless another node's is as large or larger; never signs over a head that differs. */
  private async settle(): Promise<void> {
    const { head, signers, origin } = this.options;
    for (;;) {
      const current = await head.current();
      const isOutrun = current !== undefined && current.size > this.size;
      // Before the lease: a node that finds another tree must not keep it from those that have the right one.
      if (current && !isOutrun) await this.confirm(current);
      await this.askWhoSeals();
      if (isOutrun || this.size === (current?.size ?? 0) || !this.holdsLease) return;
      const next = { size: this.size, root: this.files.root() };
      const sealed = { ...next, checkpoint: signCheckpoint(origin, next, signers) };
      const vkeys = signers.map(({ vkey }) => vkey);
      if (await head.advance(current?.size ?? 0, sealed, vkeys)) {
        this.confirmed = sealed;
        return this.publisher.publish(sealed);
      }
    }
  }

  private get holdsLease(): boolean {
    return this.options.signers.length > 0 && this.who.sealer === this.who.node;
  }

  /** Takes the lease, or prolongs it a third of its time after it was last; one that signs nothing only looks. */
  private async askWhoSeals(): Promise<void> {
    const { head, signers, leaseFor = 15_000 } = this.options;
    const { node } = this.who;
    const now = performance.now();
    if (this.holdsLease && now < this.leaseFresh) return;
    const sealer = signers.length === 0 ? await head.sealer() : await head.lease(node!, leaseFor);
    this.who = { node: node!, ...(sealer !== undefined && { sealer }) };
    this.leaseFresh = now + leaseFor / 3;
  }

  private async confirm(head: SealedHead): Promise<void> {
    if (head.size !== this.confirmed?.size || !head.root.equals(this.confirmed.root)) {
      if (!(await this.files.rootAt(head.size)).equals(head.root))
        throw new LedgerAlarm(
          'HEAD_DIFFERS',
          `the tree of ${head.size} entries made from this node's log has another root than the one that was signed ` +
            `(${this.options.head.where}): this log is not the one that was sealed. Nothing is signed here. Compare ` +
            'the log with that of the node that signs',
          { index: head.size - 1 },
        );
      this.confirmed = head;
    }
    this.publisher.publish(head);
  }
}
