import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, LogMessage, StorePosition } from '#event-store';
import { bytes } from '#event-store/contract';
import { isUnknown, type Batches } from './batches.js';
import type { Leg } from './plan.js';
import type { Followed, Seen } from './witnessed.js';

/** Milliseconds before a follower that was told that the log is away comes back. */
const PAUSE = 15;
/** Milliseconds that a slow one spends on an event: about as long as an append takes. */
const SLOWLY = 20;

/** Follows the log from its beginning, leg by leg, and notes what it sees. */
export class Follower implements Followed {
  readonly seen: Seen[] = [];
  readonly toldTooEarly: string[] = [];
  readonly problems: string[] = [];
  /** How often it has begun, for whatever reason. */
  begun = 0;

  constructor(
    readonly name: string,
    private readonly nodes: readonly EventStore[],
    private readonly batches: Pick<Batches, 'answeredUpTo'>,
  ) {}

  get position(): StorePosition | undefined {
    return this.seen.at(-1)?.position as StorePosition | undefined;
  }

  async follow(legs: readonly Leg[], stop: AbortSignal): Promise<void> {
    for (const [n, leg] of legs.entries()) {
      const node = this.nodes[n % this.nodes.length]!;
      const until = this.seen.length + leg.events;
      while (!stop.aborted && !(await this.begin(node, leg, until, stop))) await sleep(PAUSE);
    }
  }

  /** Whether the leg is over; else the log is away, and the same leg begins again. */
  private async begin(node: EventStore, leg: Leg, until: number, stop: AbortSignal): Promise<boolean> {
    this.begun += 1;
    const over = new AbortController();
    const signal = AbortSignal.any([stop, over.signal]);
    const from = this.position === undefined ? 'beginning' : { after: this.position };
    const messages = node.follow(from, { signal })[Symbol.asyncIterator]();
    try {
      for (;;) {
        const isLast = this.seen.length >= until;
        if (isLast && !leg.whileWaiting) over.abort();
        const known = this.batches.answeredUpTo;
        const pulled = messages.next();
        if (isLast) over.abort();
        const { done, value } = await pulled;
        if (done) {
          if (!signal.aborted) this.problems.push(`its iteration ended by itself after ${this.seen.length} events`);
          return true;
        }
        this.take(value, known);
        if (leg.slowly) await sleep(SLOWLY);
      }
    } catch (error) {
      if (isUnknown(error)) return signal.aborted;
      this.problems.push(`its iteration failed after ${this.seen.length} events: ${String(error)}`);
      return true;
    }
  }

  /** @param known up to where somebody had been answered before this message was asked for */
  private take(message: LogMessage, known: StorePosition | undefined): void {
    if (message.kind === 'event') {
      const { event } = message;
      this.seen.push({ id: event.id, position: event.position, bytes: bytes(event) });
    } else if (known !== undefined && known > (this.position ?? -1n)) this.toldTooEarly.push(`the event at ${known}`);
  }
}
