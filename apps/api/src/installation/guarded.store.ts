import type { OpenedStore } from '../../../shared/src/log/log.adapter.js';
import type { LogPresence } from './log.presence.js';

/**
 * The log of a server that started without it. Nothing is read from it or written to it before it is known to be the one
 * of this record: entries of another would be shown, or recorded, as if they were of this one.
 */
export class GuardedStore implements OpenedStore {
  readonly hasGaps: boolean;

  constructor(
    private readonly store: OpenedStore,
    private readonly presence: Pick<LogPresence, 'requireKnown'>,
  ) {
    this.hasGaps = store.hasGaps ?? false;
  }

  async append(...call: Parameters<OpenedStore['append']>): ReturnType<OpenedStore['append']> {
    this.presence.requireKnown();
    return this.store.append(...call);
  }

  readStream(...call: Parameters<OpenedStore['readStream']>) {
    return this.guarded(() => this.store.readStream(...call));
  }

  readAll(...call: Parameters<OpenedStore['readAll']>) {
    return this.guarded(() => this.store.readAll(...call));
  }

  follow(...call: Parameters<OpenedStore['follow']>) {
    return this.guarded(() => this.store.follow(...call));
  }

  async head(...call: Parameters<OpenedStore['head']>): ReturnType<OpenedStore['head']> {
    this.presence.requireKnown();
    return this.store.head(...call);
  }

  async restore(...call: Parameters<OpenedStore['restore']>): Promise<void> {
    this.presence.requireKnown();
    return this.store.restore(...call);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  /** Looked at when it is read, as the store's own errors are. */
  private guarded<T>(read: () => AsyncIterable<T>): AsyncIterable<T> {
    return {
      [Symbol.asyncIterator]: () => {
        this.presence.requireKnown();
        return read()[Symbol.asyncIterator]();
      },
    };
  }
}
