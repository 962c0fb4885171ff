import type { Admit, EventStore, RestorableEventStore } from '#event-store';
import { peekLog, SqliteEventStore } from '#event-store/sqlite';
import type { LogPlace } from './log.place.js';

/** An open log, and what only some stores can tell. */
export interface OpenedStore extends RestorableEventStore {
  /** Bytes of the write-ahead log. */
  readonly walSize?: number;
  /** Commits to disk, and appends answered by them. */
  readonly counters?: { readonly commits: number; readonly requests: number };
  /** Whether positions tell nothing about how many entries lie between two of them. */
  readonly hasGaps?: boolean;
}

export interface OpenOptions {
  readonly admit?: Admit;
  readonly readOnly?: boolean;
}

/** The server's client is loaded only where it is needed: it has a native half that not every machine can load. */
export async function openStoreAt(place: LogPlace, options: OpenOptions = {}): Promise<OpenedStore> {
  if (place.kind === 'FILE') return SqliteEventStore.open({ file: place.file, ...options });
  const { KurrentDbEventStore } = await import('#event-store/kurrentdb');
  const { connectionString, streamPrefix } = place;
  return new KurrentDbEventStore({ connectionString, streamPrefix, ...options });
}

/** Looks into a log without making anything. @returns undefined where there is none */
export async function peekAt<T>(place: LogPlace, look: (log: EventStore) => Promise<T>): Promise<T | undefined> {
  if (place.kind === 'FILE') return peekLog(place.file, look);
  const log = await openStoreAt(place, { readOnly: true });
  try {
    return await look(log);
  } finally {
    await log.close();
  }
}

/** What the projector's thread opens the log with: a connection of its own, for reading. */
export const openEventStore = (place: LogPlace): Promise<EventStore> => openStoreAt(place, { readOnly: true });
