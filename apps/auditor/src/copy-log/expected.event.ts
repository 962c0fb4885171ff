import { redacted } from '#catalogue';
import type { EventId } from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';

/** What the copy is to hold in an event's place. */
export type Expected = (event: RecordedEvent) => RecordedEvent;

/** The event as it is. */
export const verbatim: Expected = (event) => event;

/** Texts that the log says are withheld. They are held in memory: one in some thousands, and two short strings each. */
export async function withheldIn(log: Pick<EventStore, 'readStream'>): Promise<ReadonlyMap<EventId, Set<string>>> {
  const withheld = new Map<EventId, Set<string>>();
  for await (const { type, data } of log.readStream('log')) {
    if (type !== 'TextWithheld') continue;
    const { entry, path } = data as { entry: EventId; path: string };
    const paths = withheld.get(entry) ?? new Set();
    withheld.set(entry, paths.add(path));
  }
  return withheld;
}

/** The event without the texts that are withheld, their salts, and the digest of its command. */
export const withoutWithheld =
  (withheld: ReadonlyMap<EventId, Set<string>>): Expected =>
  (event) => {
    const paths = withheld.get(event.id);
    return paths === undefined ? event : redacted(event, paths);
  };
