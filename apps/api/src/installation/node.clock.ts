import type { Logger } from 'pino';
import type { Vault } from '#vault';
import { apiError } from '../graphql/api-error.js';

/**
 * Milliseconds by which a node's clock may differ from the database's. `recordedAt` is the node's, so two nodes can be
 * apart by twice as much; the running maximum hides that from whoever asks for a moment, but not what is beyond it.
 */
export const TOLERATED = 2_000;
/** Milliseconds between comparisons: a clock that runs is off by a second in days; one that is set is off at once. */
const EVERY = 30_000;

/**
 * Compares this node's clock with that of the database that all nodes share. A node whose clock is off records nothing:
 * what it writes would bear a wrong time for ever.
 */
export class NodeClock {
  private timer: NodeJS.Timeout | undefined;
  private comparing: Promise<void> = Promise.resolve();
  private measured = { offset: 0, isOff: false };

  private constructor(
    private readonly sharedTime: () => Promise<number | undefined>,
    private readonly logger: Pick<Logger, 'warn' | 'error'> | undefined,
    private readonly now: () => number,
  ) {}

  /**
   * Compares, and from then on every half a minute.
   * @returns undefined where there is no clock to compare with: the vault is of this node alone
   */
  static async start(
    vault: Pick<Vault, 'sharedTime'>,
    logger: Pick<Logger, 'warn' | 'error'> | undefined,
    now: () => number = Date.now,
  ): Promise<NodeClock | undefined> {
    if ((await vault.sharedTime()) === undefined) return undefined;
    const clock = new NodeClock(() => vault.sharedTime(), logger, now);
    await clock.compare();
    clock.timer = setInterval(() => void (clock.comparing = clock.compare().catch(() => undefined)), EVERY);
    clock.timer.unref();
    return clock;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.comparing;
  }

  /** Milliseconds by which this node's clock is ahead of the database's, or behind it if negative, as last measured. */
  get offset(): number {
    return this.measured.offset;
  }

  get isOff(): boolean {
    return this.measured.isOff;
  }

  /** What is wrong, for people; undefined while nothing is. */
  get problem(): string | undefined {
    if (!this.isOff) return undefined;
    const by = `${(Math.abs(this.offset) / 1_000).toFixed(1)} s ${this.offset > 0 ? 'ahead of' : 'behind'}`;
    return `The clock of this server is ${by} the database's, and at most ${TOLERATED / 1_000} s are allowed: it records nothing.`;
  }

  /** @throws a top-level `CLOCK_OFF` */
  requireRight(): void {
    if (this.problem === undefined) return;
    throw apiError(
      'CLOCK_OFF',
      `${this.problem} Repeat the mutation with the same commandId, here once the clock is set or at another server.`,
      { offsetMs: this.offset },
    );
  }

  /** @throws VaultUnavailableError; what was measured before then stands */
  async compare(): Promise<void> {
    const asked = this.now();
    const theirs = await this.sharedTime();
    if (theirs === undefined) return;
    // The database looked at its clock some time between question and answer.
    const half = (this.now() - asked) / 2;
    const offset = Math.round(asked + half - theirs);
    const wasOff = this.isOff;
    // An answer that took long says little: off is what is off however the time was spent.
    this.measured = { offset, isOff: Math.abs(offset) - half > TOLERATED };
    if (this.isOff && !wasOff) this.logger?.error({ offsetMs: offset }, 'the clock is off: nothing is recorded');
    if (!this.isOff && wasOff) this.logger?.warn({ offsetMs: offset }, 'the clock is right again');
  }
}
