import { SqliteEventStore, type SqliteEventStoreOptions } from '#event-store/sqlite';

/** What an application gives the projector, here with the embedded store. */
export const openEventStore = (options: unknown): Promise<SqliteEventStore> =>
  SqliteEventStore.open({ ...(options as SqliteEventStoreOptions), readOnly: true });
