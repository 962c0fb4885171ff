import { setImmediate as macrotask } from 'node:timers/promises';
import type { StorePosition } from '../event-store.port.js';

/** What comes as one message: an event, or a page of them, with the place after which it goes on. */
export interface Followed<Message> {
  readonly after: StorePosition;
  readonly message: Message;
}

export interface FollowSource<Message> {
  page(after: StorePosition): readonly Followed<Message>[];
  /** See `LogWatcher`. */
  version(): number;
  onChange(seen: number, wake: () => void): () => void;
  isClosed(): boolean;
}

interface CaughtUp {
  readonly kind: 'caught-up';
}

const DONE = { done: true, value: undefined } as const;

/**
 * Written by hand: an async generator's `return()` waits for the pending `next()`, so that a follower that waits for
 * an event would never end (graphql-subscriptions#143).
 */
export class FollowIterator<Message> implements AsyncIterableIterator<Message | CaughtUp> {
  private page: readonly Followed<Message>[] = [];
  private taken = 0;
  private started = false;
  /** Of the log, before the page was read. */
  private version = 0;
  private caughtUp = false;
  private ended = false;
  private wake: (() => void) | undefined;
  /** Overlapping calls of `next` are answered one after the other. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: FollowSource<Message>,
    private after: StorePosition,
    private readonly signal: AbortSignal,
  ) {
    if (signal.aborted) this.ended = true;
    else signal.addEventListener('abort', this.end, { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Message | CaughtUp, undefined>> {
    const answer = this.turn.then(() => this.step());
    this.turn = answer.catch(this.end);
    return answer;
  }

  return(): Promise<IteratorResult<Message | CaughtUp, undefined>> {
    this.end();
    return Promise.resolve(DONE);
  }

  private readonly end = (): void => {
    this.ended = true;
    this.page = [];
    this.taken = 0;
    this.signal.removeEventListener('abort', this.end);
    this.wake?.();
  };

  private async step(): Promise<IteratorResult<Message | CaughtUp, undefined>> {
    for (;;) {
      if (this.ended || this.source.isClosed()) return DONE;
      const followed = this.page[this.taken];
      if (followed) {
        this.taken += 1;
        this.after = followed.after;
        this.caughtUp = false;
        return { done: false, value: followed.message };
      }
      await this.turnPage();
      if (this.ended || this.source.isClosed()) return DONE;
      if (this.page.length > 0) continue;
      if (!this.caughtUp) {
        this.caughtUp = true;
        return { done: false, value: { kind: 'caught-up' } };
      }
      await this.change();
    }
  }

  /** One macrotask for each page: a consumer that never waits for anything would starve the event loop. */
  private async turnPage(): Promise<void> {
    if (this.started) await macrotask();
    this.started = true;
    if (this.ended || this.source.isClosed()) return;
    this.taken = 0;
    this.version = this.source.version();
    this.page = this.source.page(this.after);
  }

  private async change(): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = this.source.onChange(this.version, resolve);
      this.wake = () => {
        stop();
        resolve();
      };
    });
    this.wake = undefined;
  }
}
