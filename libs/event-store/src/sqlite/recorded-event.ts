import { eventOfText } from '#catalogue';
import type { RecordedEvent, StorePosition } from '../event-store.port.js';
import type { RecordedText } from '../recorded-text.js';

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

export function recordedText(row: EventRow): RecordedText {
  const [position, id, stream, revision, type, schema, recordedAt, data, metadata] = row;
  const place = BigInt(position) as StorePosition;
  return { position: place, id, stream, revision, type, schema, recordedAt, data, metadata };
}

export const recordedEvent = (row: EventRow): RecordedEvent => eventOfText(recordedText(row));
