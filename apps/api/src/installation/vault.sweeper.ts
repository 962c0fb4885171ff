import type { Logger } from 'pino';
import type { EventStore } from '#event-store';
import type { ReadModel } from '#read-model';
import type { OpeningRef, Vault } from '#vault';
import { isLogBehindVault } from './log-behind-vault.js';

const DAY = 86_400_000;

/**
 * Removes openings of attempts that never reached the log, once a day, and none younger than a day: their append may
 * still be on its way. Never where it is not certain what the log holds.
 */
export class VaultSweeper {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly readModel: ReadModel,
    private readonly logger: Logger,
    /** Not while this node's clock is off: it says what is older than a day. */
    private readonly isClockRight: () => boolean = () => true,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.sweeping = this.sweep(new Date(Date.now() - DAY)).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the vault was not swept; it is tried again tomorrow');
      });
    }, DAY);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** @throws where the clock is off, the log cannot be read, or the read model does not know all of it */
  async sweep(olderThan: Date): Promise<void> {
    if (!this.isClockRight()) throw new Error("the clock of this node is not the database's");
    // An older log that was restored would make every later opening look like one that nobody needs.
    if (await isLogBehindVault(this.store, this.vault)) throw new Error('the log is behind the vault');
    const { position, state } = this.readModel.status();
    if (state !== 'LIVE' || position !== (await this.store.head()))
      throw new Error('the read model does not know the whole log');
    const { removed } = await this.vault.sweep({ olderThan, isStored: (ref) => this.isStored(ref) });
    if (removed > 0) this.logger.info({ removed }, 'openings that no entry holds were removed');
  }

  private async isStored({ eventId, path, commitment }: OpeningRef): Promise<boolean> {
    const entry = this.readModel.locate(eventId);
    if (!entry) return false;
    const [event] = await this.readModel.events([entry]);
    if (!event) throw new Error(`entry ${eventId} is in the read model and not in the log`);
    return (event.sealed ?? []).some((sealed) => sealed.path === path && sealed.commitment === commitment);
  }
}
