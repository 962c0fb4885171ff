import type { FeedPlace } from '#read-model';
import { BEGINNING, isAfter } from './feed-place.js';

export interface FeedItem {
  readonly place: FeedPlace;
}

/** Reads a feed from a place (exclusive) on, in order. */
export type ReadFeed<Item> = (after: FeedPlace, limit: number) => readonly Item[];

/** Items kept in memory: at 200 events a second a quarter of a minute, and some megabytes with the facets of each. */
const KEPT = 5_000;

/**
 * The newest part of a feed, read once for all who follow it: a thousand clients that each page SQL at every checkpoint
 * cost three times as much. Whoever is further behind reads for itself, until it has caught up.
 */
export class FeedTail<Item extends FeedItem> {
  /** In order and without holes from `#from` (exclusive) on. */
  #items: Item[] = [];
  #from: FeedPlace = BEGINNING;

  constructor(
    private readonly read: ReadFeed<Item>,
    private readonly kept = KEPT,
  ) {}

  /** What comes after a place, at most `limit`; empty where nothing has come yet. */
  after(place: FeedPlace, limit: number): readonly Item[] {
    if (isAfter(this.#from, place)) return this.read(place, limit);
    const end = this.#items.at(-1)?.place ?? this.#from;
    if (isAfter(place, end)) return this.#startAt(place, limit);
    if (!isAfter(end, place)) this.#items.push(...this.read(end, limit));
    const first = this.#firstAfter(place);
    const page = this.#items.slice(first, first + limit);
    this.#trim();
    return page;
  }

  /** Nobody has followed for a while. A cursor may lie in the future, so only what is there moves the tail. */
  #startAt(place: FeedPlace, limit: number): readonly Item[] {
    const page = this.read(place, limit);
    if (page.length > 0) {
      this.#from = place;
      this.#items = [...page];
    }
    return page;
  }

  #trim(): void {
    const over = this.#items.length - this.kept;
    // In slices, since to move all items for each new one would cost more than they do.
    if (over < this.kept / 4) return;
    this.#from = this.#items[over - 1]!.place;
    this.#items = this.#items.slice(over);
  }

  #firstAfter(place: FeedPlace): number {
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(this.#items[middle]!.place, place)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
