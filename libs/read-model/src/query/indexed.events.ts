import type { EventId, StoredEvent } from '#domain';
import type { EventStore } from '#event-store';
import type { IndexedEntry } from './views.types.js';

/** The read model followed an event that the log does not hold any more. */
export class MissingEventError extends Error {
  override readonly name = 'MissingEventError';
  constructor(entry: EventId, index: number) {
    super(`the log does not hold event ${entry}, which is at index ${index} here`);
  }
}

/** The events of index rows, in their order, from the log: one read for each run of neighbours in a stream. @throws MissingEventError */
export async function eventsOf(
  log: Pick<EventStore, 'readStream'>,
  entries: readonly IndexedEntry[],
  read: (event: StoredEvent) => StoredEvent,
): Promise<readonly StoredEvent[]> {
  const wanted = new Map<string, { least: number; most: number }>();
  for (const { record, revision } of entries) {
    const range = wanted.get(record);
    if (!range) wanted.set(record, { least: revision, most: revision });
    else wanted.set(record, { least: Math.min(range.least, revision), most: Math.max(range.most, revision) });
  }
  const ids = new Set(entries.map(({ entry }) => entry));
  const found = new Map<string, StoredEvent>();
  for (const [record, { least, most }] of wanted)
    for await (const event of log.readStream(record, { after: least - 1, upTo: most }))
      if (ids.has(event.id)) found.set(event.id, read(event));
  return entries.map(({ entry, index }) => {
    const event = found.get(entry);
    if (!event) throw new MissingEventError(entry, index);
    return event;
  });
}
