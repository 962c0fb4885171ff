import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EventStore, RecordedEvent, StorePosition } from '#event-store';
import type { ReadModel } from '#read-model';
import type { Vault } from '#vault';
import { isLogAway } from './log-away.js';
import { placeInWords, placeText, standsAt } from './followed.place.js';

/** Where the vault keeps how far erasures were carried out; see `followed.place.ts`. */
export const ERASURES_CHECKPOINT = 'erasures';
/** Events after which the place in the log is kept, even if none of them was an erasure. */
const KEEP_EVERY = 2_000;
const RETRY_AFTER = 1_000;
/** Milliseconds that an erasure waits for the read model to know which entries came before it. */
const INDEX_WAIT = 30_000;

/**
 * Deletes what the log says is erased. The event comes first, so the decision survives a crash; the deletion follows,
 * repeatably, from wherever the vault itself was left: also after a backup of it was restored.
 */
export class ErasureFollower {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private reached!: () => void;
  private isLogAway = false;
  /** Resolved once every erasure that the log held at the start is carried out: nothing is served before. */
  readonly caughtUp = new Promise<void>((resolve) => {
    this.reached = resolve;
  });

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly readModel: ReadModel,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.follow();
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        this.report(error);
        await sleep(RETRY_AFTER, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** An outage of the log is told once, not every second of it. */
  private report(error: unknown): void {
    if (!isLogAway(error))
      return this.logger.error({ err: error }, 'an erasure could not be carried out; it is tried again');
    if (!this.isLogAway) this.logger.warn({ err: error }, 'the log is away; it is followed again when it is back');
    this.isLogAway = true;
  }

  private async follow(): Promise<void> {
    const kept = await this.vault.getCheckpoint(ERASURES_CHECKPOINT);
    const from = kept === undefined ? 'beginning' : { after: await this.place(kept) };
    let since = 0;
    let last: RecordedEvent | undefined;
    for await (const message of this.store.follow(from, { signal: this.stopping.signal })) {
      this.isLogAway = false;
      if (message.kind === 'caught-up') {
        if (last !== undefined && since > 0) await this.keep(last);
        since = 0;
        this.reached();
        continue;
      }
      last = message.event;
      if (message.event.type === 'PersonalDataErased') await this.erase(message.event);
      if (++since >= KEEP_EVERY || message.event.type === 'PersonalDataErased') {
        await this.keep(last);
        since = 0;
      }
    }
  }

  private async place(kept: string): Promise<StorePosition> {
    const place = await standsAt(this.store, kept);
    if (place === undefined)
      throw new Error(`the log does not hold ${placeInWords(kept)}, which the vault has followed`);
    return place;
  }

  private keep(event: RecordedEvent): Promise<void> {
    return this.vault.setCheckpoint(ERASURES_CHECKPOINT, placeText(event));
  }

  private async erase(event: RecordedEvent): Promise<void> {
    const { fields, all } = event.data as { fields?: string[]; all?: boolean };
    const own = await this.readModel.waitForEntry(event.id, INDEX_WAIT, this.stopping.signal);
    if (!own) throw new Error(`the read model has not reached erasure ${event.id}`);
    const isBefore = (id: string): boolean => (this.readModel.locate(id)?.index ?? Infinity) < own.index;
    const erased = await this.vault.erase({
      subject: event.stream,
      fields: all || !fields ? 'ALL' : fields,
      entry: event.id,
      isBefore,
    });
    this.logger.info({ entry: event.id, openings: erased.openings }, 'personal data erased');
  }
}
