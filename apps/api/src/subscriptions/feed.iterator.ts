import type { FeedPlace } from '#read-model';
import type { FeedItem } from './feed.tail.js';
import type { WakeUp } from './wake-up.js';

export interface Feed<Item extends FeedItem, Out> {
  /** What comes after a place, in order; empty where nothing has come yet. */
  readonly read: (after: FeedPlace, limit: number) => readonly Item[];
  /** What the client is told of an item; undefined where it is none of its business. */
  readonly tell: (item: Item) => Out | undefined;
  /** Throws where the client has fallen too far behind. */
  readonly check: (place: FeedPlace) => void;
  readonly cursorAt: (place: FeedPlace) => string;
  readonly wakeUp: WakeUp;
}

const PAGE = 200;
const macrotask = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * One client's way through a feed: pages it from a place on, then waits. Nothing is queued for the client: it holds one
 * page, and reads the next when that is taken.
 *
 * Written by hand, since `return()` of a generator waits for a pending `next()`, and so an idle subscriber leaks; and
 * with one macrotask to each page, since a loop that never reaches one starves everything, `close` included.
 */
export class FeedIterator<Item extends FeedItem, Out> implements AsyncIterableIterator<Out> {
  readonly #ended = new AbortController();
  #page: Out[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  /** Where it begins. */
  readonly cursor: string;

  constructor(
    private readonly feed: Feed<Item, Out>,
    private place: FeedPlace,
  ) {
    this.cursor = feed.cursorAt(place);
  }

  next(): Promise<IteratorResult<Out>> {
    const turn = this.#turn.then(() => this.#next());
    // One that failed must not fail those after it: they find the iterator ended.
    this.#turn = turn.catch(() => {});
    return turn;
  }

  return(): Promise<IteratorResult<Out>> {
    this.#ended.abort();
    this.#page = [];
    return Promise.resolve({ done: true, value: undefined });
  }

  async throw(error: unknown): Promise<IteratorResult<Out>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #next(): Promise<IteratorResult<Out>> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      const value = this.#page.shift();
      if (value !== undefined) return { done: false, value };
      try {
        await this.#turnPage(signal);
      } catch (error) {
        this.#ended.abort();
        throw error;
      }
    }
    return { done: true, value: undefined };
  }

  async #turnPage(signal: AbortSignal): Promise<void> {
    const { read, tell, check, wakeUp } = this.feed;
    const { rung } = wakeUp;
    check(this.place);
    const items = read(this.place, PAGE);
    if (items.length === 0) return wakeUp.wait(rung, signal);
    this.place = items.at(-1)!.place;
    this.#page = items.map(tell).filter((told) => told !== undefined);
    await macrotask();
  }
}
