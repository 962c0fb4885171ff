import type { EventStore, RestorableEventStore } from '../event-store.port.js';

/** What an adapter brings to be held to the contract. The log may hold other events, of earlier runs or of the system. */
export interface EventStoreHarness {
  readonly store: RestorableEventStore;
  /** Opens the same log again, after the suite has closed what it had; the suite closes what it gets. */
  reopen(): Promise<RestorableEventStore>;
  /** A second, independent way into the same log, as another process has; the suite closes it. */
  another(): Promise<EventStore>;
  /** Frees everything. */
  close(): Promise<void>;
}

export type MakeHarness = () => Promise<EventStoreHarness>;
