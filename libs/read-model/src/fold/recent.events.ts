import type { StoredEvent, StreamName } from '#domain';
import { BoundedCache } from '../support/bounded.cache.js';

/** Events held of one record, at most: nearly all records that are folded anew are young. */
const LONGEST = 16;

/**
 * The events of records that began a short while ago, as they stand in the log. One event in nine tells of an earlier
 * time than the one before it in its record, and that is folded anew from all of its events: mostly two or three, that
 * were read a moment ago.
 */
export class RecentEvents {
  private readonly streams: BoundedCache<StreamName, StoredEvent[]>;

  /** @param limit records held, at most */
  constructor(limit: number) {
    this.streams = new BoundedCache(limit);
  }

  /** The next event in log order. */
  add(event: StoredEvent): void {
    const { stream, revision } = event;
    if (revision === 0) return void this.streams.set(stream, [event]);
    const known = this.streams.get(stream);
    if (!known || known.length !== revision) return;
    if (revision < LONGEST) known.push(event);
    // One of fewer events than its revision tells is never completed, and so is forgotten in time.
    else known.length = 0;
  }

  /** All of a record's events up to a revision, inclusive, or undefined where they are not all here. */
  upTo(stream: StreamName, revision: number): readonly StoredEvent[] | undefined {
    const known = this.streams.get(stream);
    return known && known.length > revision ? known.slice(0, revision + 1) : undefined;
  }

  clear(): void {
    this.streams.clear();
  }
}
