import { aggregateOf, foldRecord, type Aggregate, type RecordState, type StoredEvent, type StreamName } from '#domain';
import type { EventStore } from '#event-store';
import { deciderOf } from '../fold/deciders.js';
import type { WithheldTexts } from '../fold/withheld.texts.js';

export type RecordLog = Pick<EventStore, 'readStream' | 'readAll'>;

/** The events of one record up to a revision (inclusive), as read today. */
export async function historyOf(
  log: Pick<EventStore, 'readStream'>,
  withheld: WithheldTexts,
  record: StreamName,
  upTo: number,
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  if (upTo < 0) return events;
  for await (const event of log.readStream(record, { upTo })) events.push(withheld.read(event));
  return events;
}

export const foldHistory = (record: StreamName, events: readonly StoredEvent[]): RecordState<unknown> =>
  foldRecord(deciderOf(aggregateOf(record) as Aggregate), record, events);
