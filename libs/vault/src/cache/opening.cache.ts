import type { StreamName } from '#domain';
import type { Opening, OpeningRef } from '../vault.port.js';
import { Lru } from './lru.js';

export interface OpeningCacheOptions {
  /** Approximate bytes of opened values in memory. */
  readonly maxBytes?: number;
  /** Milliseconds that a value may be served after it was opened; bounds what another node's erasure leaves here. */
  readonly ttl?: number;
  /** Milliseconds since the Unix epoch. */
  readonly clock?: () => number;
}

/** When a read began. A read that began before a purge must not bring back what was purged. */
export type ReadTicket = number;

/** Opened values, for reads: a page of fifty incidents names the same few persons again and again. */
export class OpeningCache {
  private readonly entries: Lru<string, { opening: Opening; until: number }>;
  private readonly ttl: number;
  private readonly clock: () => number;
  private purges = 0;

  constructor({ maxBytes = 8 << 20, ttl = 60_000, clock = Date.now }: OpeningCacheOptions = {}) {
    this.entries = new Lru(maxBytes);
    this.ttl = ttl;
    this.clock = clock;
  }

  begin(): ReadTicket {
    return this.purges;
  }

  get(ref: OpeningRef): Opening | undefined {
    const entry = this.entries.get(keyOf(ref));
    if (!entry) return undefined;
    if (this.clock() < entry.until) return entry.opening;
    this.entries.delete(keyOf(ref));
    return undefined;
  }

  set(opening: Opening, began: ReadTicket): void {
    if (began !== this.purges) return;
    const bytes = 2 * (JSON.stringify(opening.value).length + opening.path.length) + 400;
    this.entries.set(keyOf(opening), { opening, until: this.clock() + this.ttl }, bytes);
  }

  purge(subject: StreamName): void {
    this.purges += 1;
    this.entries.deleteWhere(({ opening }) => opening.subject === subject);
  }
}

function keyOf({ eventId, path, commitment }: OpeningRef): string {
  return `${eventId} ${commitment} ${path}`;
}
