import { SqliteEventStore } from '#event-store/sqlite';

/** What the projector's thread opens the log with: a connection of its own, for reading. */
export interface LogAdapterOptions {
  readonly file: string;
}

export const openEventStore = ({ file }: LogAdapterOptions): Promise<SqliteEventStore> =>
  SqliteEventStore.open({ file, readOnly: true });
