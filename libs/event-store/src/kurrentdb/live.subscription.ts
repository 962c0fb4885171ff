import type { AllStreamSubscription, ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { StorePosition } from '../event-store.port.js';
import type { Lease } from './connection.js';
import type { StreamNames } from './stream-names.js';
import { START } from './vendor.js';

/** Objects that the client holds ahead of its reader. */
const READ_AHEAD = 64;

/**
 * A confirmed subscription of the client's, read at the consumer's pace. Its events are pulled: a `data` listener knows
 * neither order nor backpressure where it is asynchronous. Checkpoints are left alone, since a filtered subscription may
 * repeat them, run ahead or never send one, and so is `caughtUp`, which fires while earlier events still wait.
 */
export class LiveSubscription {
  private ended = false;
  private wake: (() => void) | undefined;

  private constructor(
    private readonly subscription: AllStreamSubscription,
    private readonly gone: AbortSignal,
  ) {
    subscription.on('readable', this.notify);
    for (const end of ['end', 'close', 'error'] as const) subscription.on(end, this.finish);
    gone.addEventListener('abort', this.finish, { once: true });
  }

  /** @throws what the client says, or when it is silent until `over` */
  static open(
    { client, gone }: Lease,
    after: StorePosition | undefined,
    names: StreamNames,
    over: AbortSignal,
  ): Promise<LiveSubscription> {
    const fromPosition = after === undefined ? START : { commit: after, prepare: after };
    const subscription = client.subscribeToAll({ fromPosition, filter: names.filter }, { highWaterMark: READ_AHEAD });
    const live = new LiveSubscription(subscription, gone);
    return new Promise((resolve, reject) => {
      const broken = () => {
        live.stop();
        reject(new Error('the subscription ended before it was confirmed'));
      };
      // Once confirmed this changes nothing: whoever waits for it has it by then, or has given up.
      subscription
        .once('error', (error) => reject(error))
        .once('end', broken)
        .once('confirmation', () => {
          if (over.aborted) return broken();
          over.removeEventListener('abort', broken);
          resolve(live);
        });
      for (const signal of [over, gone]) signal.addEventListener('abort', broken, { once: true });
    });
  }

  /** The next event, or undefined where none has arrived. */
  read(): ResolvedEvent | undefined {
    return (this.subscription.read() as ResolvedEvent | null) ?? undefined;
  }

  /** No more will come. */
  get isOver(): boolean {
    return this.ended;
  }

  /** Calls once when there may be something to read, or the end. */
  onChange(wake: () => void): () => void {
    if (this.ended || this.subscription.readableLength > 0) {
      wake();
      return () => undefined;
    }
    this.wake = wake;
    return () => {
      this.wake = undefined;
    };
  }

  stop(): void {
    this.ended = true;
    this.gone.removeEventListener('abort', this.finish);
    // An error that comes late must find a listener, or it ends the process; `unsubscribe` waits for a call that hangs.
    this.subscription.on('error', () => undefined);
    void this.subscription.unsubscribe().catch(() => undefined);
    this.notify();
  }

  private readonly finish = (): void => {
    this.ended = true;
    this.notify();
  };

  private readonly notify = (): void => {
    const { wake } = this;
    this.wake = undefined;
    wake?.();
  };
}
