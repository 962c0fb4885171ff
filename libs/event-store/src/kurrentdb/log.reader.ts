import type { Revision, StreamName } from '#domain';
import type { RecordedEvent, StorePosition } from '../event-store.port.js';
import { typeOf } from './client-error.js';
import type { CallLimits, Connection } from './connection.js';
import type { Stamps } from './stamps.js';
import { found, type Found } from './stored-form.js';
import type { StreamNames } from './stream-names.js';
import { BACKWARDS, END, FORWARDS, START, type Client } from './vendor.js';

/** Events asked for at once, and held in memory by one reader at most. */
export const PAGE = 256;

/** Found events, where the next page begins, and whether there is one. */
export interface Page<Place> {
  readonly found: readonly Found[];
  readonly last: Place | undefined;
  readonly isLast: boolean;
}

/**
 * Whole pages. An iterator of the client's native half cannot be left while it is silent, its `return()` hangs as well;
 * so each page is a call of its own that ends by itself, or is abandoned with the client.
 */
export class LogReader {
  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
    private readonly stamps: Stamps,
  ) {}

  /** By revision, `after` exclusive. Nothing where the stream does not exist. */
  pageOfStream(stream: StreamName, after: Revision, count: number, limits: CallLimits): Promise<Page<Revision>> {
    return this.connection.call(`read ${stream}`, limits, ({ client }) =>
      this.streamThrough(client, stream, after, count),
    );
  }

  /** The same within an attempt that has a client already. */
  async streamThrough(client: Client, stream: StreamName, after: Revision, count: number): Promise<Page<Revision>> {
    if (count <= 0) return { found: [], last: undefined, isLast: true };
    const maxCount = Math.min(count, PAGE);
    const events: Found[] = [];
    let last: Revision | undefined;
    let read = 0;
    try {
      const options = { fromRevision: BigInt(after + 1), maxCount, direction: FORWARDS };
      for await (const resolved of client.readStream(this.names.theirs(stream), options)) {
        read += 1;
        last = Number(resolved.event?.revision ?? last);
        this.take(found(resolved, this.names), events);
      }
    } catch (error) {
      if (typeOf(error) !== 'stream-not-found') throw error;
    }
    return { found: events, last, isLast: read < maxCount };
  }

  /** Log order, `after` exclusive. */
  pageOfAll(after: StorePosition | undefined, count: number, limits: CallLimits): Promise<Page<StorePosition>> {
    // Reads include the place from which they begin.
    const maxCount = Math.min(count, PAGE) + (after === undefined ? 0 : 1);
    const fromPosition = after === undefined ? START : { commit: after, prepare: after };
    return this.connection.call('read the log', limits, async ({ client }) => {
      const events: Found[] = [];
      let last: StorePosition | undefined;
      let read = 0;
      const options = { fromPosition, maxCount, direction: FORWARDS, filter: this.names.filter };
      for await (const resolved of client.readAll(options)) {
        read += 1;
        last = (resolved.event?.position.commit as StorePosition | undefined) ?? last;
        const one = found(resolved, this.names);
        if (one && (after === undefined || one.event.position > after)) this.take(one, events);
      }
      return { found: events, last, isLast: read < maxCount };
    });
  }

  /** Position of the last event of ours. */
  head(limits: CallLimits): Promise<StorePosition | undefined> {
    return this.connection.call('find the end of the log', limits, async ({ client }) => {
      for (let from: StorePosition | undefined; ;) {
        const fromPosition = from === undefined ? END : { commit: from, prepare: from };
        // Behind something in a stream of our name that is not ours, a few more are looked at together.
        const maxCount = from === undefined ? 1 : 32;
        const options = { fromPosition, maxCount, direction: BACKWARDS, filter: this.names.filter };
        let read = 0;
        for await (const resolved of client.readAll(options)) {
          read += 1;
          from = (resolved.event?.position.commit as StorePosition | undefined) ?? from;
          const one = found(resolved, this.names);
          if (one) return one.event.position;
        }
        if (read === 0) return undefined;
      }
    });
  }

  private take(one: Found | undefined, into: Found[]): void {
    if (!one) return;
    this.stamps.saw(one.event.recordedAt);
    into.push(one);
  }
}

export const eventsOf = (page: { readonly found: readonly Found[] }): RecordedEvent[] =>
  page.found.map(({ event }) => event);
