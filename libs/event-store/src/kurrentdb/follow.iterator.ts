import type { LogMessage, RecordedEvent, StorePosition } from '../event-store.port.js';
import { backoff, pause } from './backoff.js';
import type { Connection } from './connection.js';
import { LiveSubscription } from './live.subscription.js';
import type { LogReader } from './log.reader.js';
import type { Stamps } from './stamps.js';
import { found } from './stored-form.js';
import type { StreamNames } from './stream-names.js';

export interface FollowSettings {
  /** Milliseconds without an event after which the end of the log is looked at: a subscription may fall silent. */
  readonly quietFor: number;
  /** Milliseconds that an event which is in the log may take to arrive. */
  readonly lateBy: number;
  /** Milliseconds for one look at the end of the log, and for a confirmation. */
  readonly lookFor: number;
}

export interface FollowSource {
  readonly connection: Connection;
  readonly reader: LogReader;
  readonly names: StreamNames;
  readonly stamps: Stamps;
}

const DONE = { done: true, value: undefined } as const;
type Step = IteratorResult<LogMessage, undefined>;

/**
 * A subscription that is supervised: the client never subscribes again by itself, and a drop can be silent. Whatever
 * ends it, the next one begins after the last event that the consumer was given, and what comes twice is passed over.
 *
 * `caught-up` is said when nothing is left to read and the end of the log, looked up then, has been given: so it needs
 * no message of the server's (old ones send none), and whatever was appended before is never missed.
 *
 * Written by hand, since the `return()` of a generator waits for a pending `next()` (graphql-subscriptions#143).
 */
export class FollowIterator implements AsyncIterableIterator<LogMessage> {
  private readonly stopping = new AbortController();
  private live: LiveSubscription | undefined;
  private failures = 0;
  private caughtUp = false;
  /** The end of the log is being looked up; one look at a time. */
  private looking: Promise<void> | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: FollowSource,
    private readonly settings: FollowSettings,
    private after: StorePosition | undefined,
    private readonly signal: AbortSignal,
    private readonly closed: AbortSignal,
  ) {
    if (signal.aborted || closed.aborted) this.end();
    signal.addEventListener('abort', this.end, { once: true });
    closed.addEventListener('abort', this.end, { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** @throws {LogUnavailableError} where the log has been away for longer than the connection's patience. */
  next(): Promise<Step> {
    const answer = this.turn.then(() => this.step());
    this.turn = answer.catch(this.end);
    return answer;
  }

  return(): Promise<Step> {
    this.end();
    return Promise.resolve(DONE);
  }

  private readonly end = (): void => {
    this.stopping.abort();
    this.drop();
    this.signal.removeEventListener('abort', this.end);
    this.closed.removeEventListener('abort', this.end);
  };

  private async step(): Promise<Step> {
    while (!this.stopping.signal.aborted) {
      const event = this.take();
      if (event) {
        this.caughtUp = false;
        this.failures = 0;
        return { done: false, value: { kind: 'event', event } };
      }
      if (!this.live || this.live.isOver) await this.subscribe();
      else if (await this.idle()) return { done: false, value: { kind: 'caught-up' } };
    }
    return DONE;
  }

  private take(): RecordedEvent | undefined {
    for (let resolved = this.live?.read(); resolved; resolved = this.live?.read()) {
      const event = found(resolved, this.source.names)?.event;
      if (!event || (this.after !== undefined && event.position <= this.after)) continue;
      this.after = event.position;
      this.source.stamps.saw(event.recordedAt);
      return event;
    }
    return undefined;
  }

  private async subscribe(): Promise<void> {
    const { connection, names } = this.source;
    this.drop();
    if (this.failures > 0) await pause(backoff(this.failures), this.stopping.signal);
    this.failures += 1;
    const { lookFor } = this.settings;
    await this.tolerate(async () => {
      const limits = { deadline: 2 * lookFor, attemptFor: lookFor, signal: this.stopping.signal };
      const opened = await connection.call('follow', limits, (lease, over) =>
        LiveSubscription.open(lease, this.after, names, over),
      );
      if (this.stopping.signal.aborted) opened.stop();
      else this.live = opened;
    });
  }

  /** Nothing is left to read. True where the consumer is to be told that it has all. */
  private async idle(): Promise<boolean> {
    if (this.caughtUp && (await this.change(this.settings.quietFor))) return false;
    const end = await this.look();
    if (end === 'changed' || this.stopping.signal.aborted) return false;
    if (end === undefined || (this.after !== undefined && end <= this.after)) {
      if (this.caughtUp) return false;
      this.failures = 0;
      this.caughtUp = true;
      return true;
    }
    // The log holds more. What does not come now never will: the subscription has fallen silent.
    if (!(await this.change(this.settings.lateBy))) this.drop();
    return false;
  }

  /** The end of the log as it is from now on, unless something comes before it is known. */
  private async look(): Promise<StorePosition | 'changed' | undefined> {
    let end: StorePosition | 'changed' | undefined = 'changed';
    if (this.looking && (await this.change(Infinity, this.looking))) return 'changed';
    const { lookFor } = this.settings;
    const limits = { deadline: 2 * lookFor, attemptFor: lookFor, signal: this.stopping.signal };
    const looking = this.tolerate(async () => {
      end = await this.source.reader.head(limits);
    }).finally(() => {
      if (this.looking === looking) this.looking = undefined;
    });
    this.looking = looking;
    looking.catch(() => undefined);
    if (await this.change(Infinity, looking)) return 'changed';
    await looking;
    return end;
  }

  /** A failure is not the consumer's affair until the log has been away for long; then it is told, and may come back. */
  private async tolerate(work: () => Promise<void>): Promise<void> {
    const { connection } = this.source;
    try {
      await work();
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      if (connection.isAway) throw connection.unavailable(connection.lastReason);
      if ((error as Error).name === 'LogUnavailableError') throw error;
    }
  }

  /** Whether something can be read, or is over, before so many milliseconds have passed or the other work is done. */
  private change(milliseconds: number, work?: Promise<unknown>): Promise<boolean> {
    return new Promise((resolve) => {
      let stopListening = (): void => undefined;
      let timer: NodeJS.Timeout | undefined;
      const done = (changed: boolean) => {
        clearTimeout(timer);
        stopListening();
        this.stopping.signal.removeEventListener('abort', changedNow);
        resolve(changed);
      };
      const changedNow = () => done(true);
      if (Number.isFinite(milliseconds)) timer = setTimeout(() => done(false), milliseconds);
      this.stopping.signal.addEventListener('abort', changedNow, { once: true });
      work?.then(
        () => done(false),
        () => done(false),
      );
      if (this.stopping.signal.aborted || !this.live) done(true);
      else stopListening = this.live.onChange(changedNow);
    });
  }

  private drop(): void {
    this.live?.stop();
    this.live = undefined;
  }
}
