import { startDouble, type Double, type DoubleOptions } from '../../../../../test/kurrentdb-double/index.js';
import type { LogMessage, RecordedEvent, StorePosition } from '../../event-store.port.js';
import { KurrentDbEventStore, type KurrentDbEventStoreOptions } from '../kurrentdb-event-store.js';

/** Seconds become tenths, so that tests need not wait as long as people can. */
export const QUICK = { attemptFor: 600, patience: 60_000, quietFor: 200, lateBy: 300, lookFor: 600 };

/** A double, and stores on it; `dispose` closes them all. */
export class StoreOnDouble {
  private readonly opened: KurrentDbEventStore[] = [];
  private readonly following = new AbortController();

  private constructor(readonly double: Double) {}

  static async start(options: DoubleOptions = {}): Promise<StoreOnDouble> {
    return new StoreOnDouble(await startDouble(options));
  }

  open(options: Partial<KurrentDbEventStoreOptions> = {}): KurrentDbEventStore {
    const { connectionString } = this.double;
    const store = new KurrentDbEventStore({ connectionString, ...QUICK, ...options });
    this.opened.push(store);
    return store;
  }

  follow(store: KurrentDbEventStore, after?: StorePosition): AsyncIterator<LogMessage> {
    const from = after === undefined ? 'beginning' : { after };
    return store.follow(from, { signal: this.following.signal })[Symbol.asyncIterator]();
  }

  async dispose(): Promise<void> {
    this.following.abort();
    await this.double.behave().catch(() => undefined);
    await Promise.all(this.opened.map((store) => store.close()));
    await this.double.stop();
  }
}

/** The event as a string that shows also in which order its fields come. */
export const literally = ({ position: _, recordedAt: __, ...event }: RecordedEvent): string => JSON.stringify(event);
