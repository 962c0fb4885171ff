import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Manner, Misbehaviour, Moment, Strikes } from './misbehaviour.js';
import { Refusal } from './refusal.js';

/** Thrown through a call's handler that has nothing more to say: its connection is gone, or it is to fall silent. */
export class Silenced extends Error {}
/** Thrown through a call's handler that is to end as if all had been said. */
export class Ended extends Error {}

/** What a fault can reach of the server. */
export interface Reach {
  reset(peer: string): void;
  crash(backAfter?: number): void;
}

/** One call under way. */
export interface Line {
  readonly call: Call;
  readonly peer: string;
  readonly signal: AbortSignal;
}

/** Decides at each moment of each call whether it goes wrong. */
export class Faults {
  private orders: { readonly misbehaviour: Misbehaviour; skip: number; left: number; struck: number }[] = [];
  private readonly done: Strikes[] = [];

  constructor(private readonly reach: Reach) {}

  order(misbehaviour: Misbehaviour): void {
    const left = misbehaviour.times === 'always' ? Infinity : (misbehaviour.times ?? 1);
    this.orders.push({ misbehaviour, skip: misbehaviour.skip ?? 0, left, struck: 0 });
  }

  /** From now on nothing goes wrong; what is frozen stays so. */
  clear(): void {
    this.done.push(...this.orders);
    this.orders = [];
  }

  /** Every misbehaviour ever ordered, in order, with how often it has struck. */
  strikes(): readonly Strikes[] {
    return [...this.done, ...this.orders].map(({ misbehaviour, struck }) => ({ misbehaviour, struck }));
  }

  /** Whether a moment can matter; lets a long read go without asking at each message. */
  concerns(call: Call): boolean {
    return this.orders.some(({ misbehaviour, left }) => left > 0 && concerns(misbehaviour, call));
  }

  /**
   * Enacts what is due at a moment of a call; returns where the call goes on.
   *
   * @returns what has no effect here but on the caller: falling behind
   * @throws Refusal, Silenced, Ended
   */
  async reached(line: Line, when: Moment): Promise<Manner | undefined> {
    const how = this.due(line.call, when);
    if (!how) return undefined;
    switch (how.kind) {
      case 'refuse':
        throw new Refusal(how.reason);
      case 'end':
        throw new Ended();
      case 'drop':
        this.reach.reset(line.peer);
        throw new Silenced();
      case 'crash':
      case 'out of disk':
        this.reach.crash(how.backAfter);
        throw new Silenced();
      case 'freeze':
        return silence(line.signal);
      case 'slow':
        await sleep(how.milliseconds, undefined, { signal: line.signal }).catch(() => {
          throw new Silenced();
        });
        return undefined;
      case 'fall behind':
        return how;
    }
  }

  private due(call: Call, when: Moment): Manner | undefined {
    for (const order of this.orders) {
      if (order.left <= 0 || !concerns(order.misbehaviour, call) || !same(momentOf(order.misbehaviour), when)) continue;
      if (order.skip > 0) {
        order.skip--;
        continue;
      }
      order.left--;
      order.struck++;
      return order.misbehaviour.how;
    }
    return undefined;
  }
}

/** Nothing happens any more until the other side gives up. */
function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(new Silenced());
    signal.addEventListener('abort', () => reject(new Silenced()), { once: true });
  });
}

const concerns = ({ call }: Misbehaviour, here: Call): boolean =>
  typeof call === 'string' ? call === here : call.includes(here);

/** A disk that is full is met where something is written. */
const momentOf = ({ when, how }: Misbehaviour): Moment =>
  when ?? (how.kind === 'out of disk' ? 'before commit' : how.kind === 'fall behind' ? 'live' : 'arrival');

function same(a: Moment, b: Moment): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if ('before' in a) return 'before' in b && a.before === b.before;
  return 'after' in b && a.after === b.after;
}
