import type { JsonObject, NewEvent } from '#domain';
import type { RecordedEvent, StorePosition } from '../event-store.port.js';

/** A row of the log, in the order of the reader's columns. */
export type EventRow = readonly [
  position: number,
  id: string,
  stream: string,
  revision: number,
  type: string,
  schema: number,
  recordedAt: string,
  data: string,
  metadata: string,
];

type Metadata = Omit<NewEvent, 'id' | 'type' | 'schema' | 'data'>;

/** The one way from a row to an event, also for what an append answers: so all of them agree to the byte. */
export function recordedEvent(row: EventRow): RecordedEvent {
  const [position, id, stream, revision, type, schema, recordedAt, data, metadata] = row;
  return {
    position: BigInt(position) as StorePosition,
    id,
    stream,
    revision,
    type,
    schema,
    recordedAt,
    ...(JSON.parse(metadata) as Metadata),
    data: JSON.parse(data) as JsonObject,
  };
}
