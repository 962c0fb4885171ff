import type { Revision, StoredEvent, StreamName } from '#domain';
import type { ExpectedRevision } from '../event-store.port.js';
import type { PreparedEvent } from '../admission.js';

/**
 * What travels to the writer's thread: one flat array per append, since it is cloned on both sides of every commit and
 * objects cost several times as much. Stream, expected revision (-1: no stream), then five cells for each event.
 */
export type AppendRequest = readonly (string | number)[];

export const HEADER = 2;
export const CELLS = 5;
const NO_STREAM = -1;

/** Last position, last revision, and the stamp; an empty stamp tells a repeated append, which recorded nothing. */
export type AppendResponse = readonly [position: number, revision: Revision, recordedAt: string];

/** Events of any streams to be written as they are, at the end of the log. */
export interface RestoreRequest {
  readonly restore: readonly (PreparedEvent & Pick<StoredEvent, 'stream' | 'revision' | 'recordedAt'>)[];
}

export type WriteRequest = AppendRequest | RestoreRequest;

/** Why the writer's thread refused; becomes an error of the port on the other side. */
export type Refusal =
  | { readonly kind: 'CONCURRENCY'; readonly stream: StreamName; readonly expected: number; readonly actual: number }
  | { readonly kind: 'IDEMPOTENCY'; readonly stream: StreamName; readonly ids: readonly string[] };

export function appendRequest(
  stream: StreamName,
  expected: ExpectedRevision,
  events: readonly PreparedEvent[],
): AppendRequest {
  const cells: (string | number)[] = [stream, toNumber(expected)];
  for (const { id, type, schema, data, metadata } of events) cells.push(id, type, schema, data, metadata);
  return cells;
}

export const toNumber = (revision: ExpectedRevision): number => (revision === 'no-stream' ? NO_STREAM : revision);
export const fromNumber = (revision: number): ExpectedRevision => (revision === NO_STREAM ? 'no-stream' : revision);
