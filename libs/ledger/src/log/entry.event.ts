import type { StoredEvent } from '#domain';

export type EntryEvent = Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'type'>;

/** The event whose leaf an entry is; undefined where it is not a leaf of ours. */
export function parseEntry(entry: Buffer): EntryEvent | undefined {
  try {
    const { id, stream, revision, type } = JSON.parse(entry.toString('utf8')) as EntryEvent;
    return typeof id === 'string' && typeof stream === 'string' ? { id, stream, revision, type } : undefined;
  } catch {
    return undefined;
  }
}
