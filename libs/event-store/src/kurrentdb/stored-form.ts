import type { EventData, ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { JsonObject } from '#domain';
import type { PreparedEvent } from '../admission.js';
import type { RecordedEvent, StorePosition } from '../event-store.port.js';
import type { StreamNames } from './stream-names.js';
import { jsonEvent } from './vendor.js';

/** What the adapter adds to an event when it appends it. */
export interface Stamp {
  /**
   * Ours, and not the server's `created`: that is cut to whole seconds by one of the client's two halves, and is given
   * anew when a log moves to another server. It is drawn once for an append and all of its attempts.
   */
  readonly recordedAt: string;
  /** Of this call of `append`, so that it can tell what it has recorded from what was there before. */
  readonly attempt?: string;
}

/** A stored event as the port gives it, with the call of `append` that recorded it. */
export interface Found {
  readonly event: RecordedEvent;
  readonly attempt: string | undefined;
}

/** The envelope is the event's metadata, with the database's own names for two of its fields: its tools know those. */
export function proposal({ id, type, schema, data, metadata }: PreparedEvent, stamp: Stamp): EventData {
  const { correlationId, causationId, ...envelope } = JSON.parse(metadata) as Record<string, unknown>;
  return jsonEvent({
    id,
    type,
    data: JSON.parse(data) as JsonObject,
    metadata: { ...envelope, $correlationId: correlationId, $causationId: causationId, schema, ...stamp },
  });
}

/**
 * The event, or undefined where it is not one of ours: of another stream, the server's, a link (which is never taken for
 * the event that it leads to), or without our envelope.
 */
export function found({ event }: ResolvedEvent, names: StreamNames): Found | undefined {
  if (!event || !event.isJson || event.type.startsWith('$') || event.position === undefined) return undefined;
  const stream = names.ours(event.streamId);
  if (stream === undefined || !isEnvelope(event.metadata)) return undefined;
  const { $correlationId, $causationId, schema, recordedAt, attempt, ...envelope } = event.metadata;
  const metadata = { ...envelope, correlationId: $correlationId, causationId: $causationId };
  const recorded = {
    // Every event that is written over gRPC commits itself, so that commit and prepare position are the same.
    position: event.position.commit as StorePosition,
    id: event.id,
    stream,
    revision: Number(event.revision),
    type: event.type,
    schema,
    recordedAt,
    // In the order in which the embedded log gives them.
    ...Object.fromEntries(Object.entries(metadata).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    data: event.data as JsonObject,
  };
  return { event: recorded as unknown as RecordedEvent, attempt };
}

interface Envelope {
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly schema: number;
  readonly recordedAt: string;
  readonly attempt?: string;
  readonly [field: string]: unknown;
}

function isEnvelope(metadata: unknown): metadata is Envelope {
  if (typeof metadata !== 'object' || metadata === null) return false;
  const { $correlationId, $causationId, schema, recordedAt } = metadata as Partial<Envelope>;
  return (
    typeof $correlationId === 'string' &&
    typeof $causationId === 'string' &&
    Number.isSafeInteger(schema) &&
    typeof recordedAt === 'string'
  );
}
