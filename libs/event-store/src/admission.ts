import { aggregateOf, EVENT_ID_PATTERN, type NewEvent, type StreamName } from '#domain';
import { canonicalJson, NotCanonicalError } from '#catalogue';
import { InvalidEventError } from './event-store.errors.js';

/**
 * A check of what is about to be appended, injected where the application is put together (schemas, size of the leaf).
 * `prepared` is the same event as text, for checks that need not look closer.
 *
 * @throws {InvalidEventError}
 */
export type Admit = (event: NewEvent, stream: StreamName, prepared?: PreparedEvent) => void;

/** An event as a store takes it: what it indexes, and two canonical JSON texts. */
export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly schema: number;
  readonly data: string;
  /** The rest of the envelope. */
  readonly metadata: string;
}

const COLUMNS: ReadonlySet<string> = new Set(['id', 'type', 'schema', 'data']);
const METADATA: ReadonlySet<string> = new Set([
  'occurred',
  'attribution',
  'sources',
  'reason',
  'actor',
  'correlationId',
  'causationId',
  'acknowledged',
  'texts',
  'sealed',
  'digest',
]);
const EVENT_ID = new RegExp(EVENT_ID_PATTERN);

/**
 * Checks a batch and makes it plain text, before a store sees it: a value that JSON cannot hold is altered in silence by
 * one client and leaves another waiting for ever.
 *
 * @throws {InvalidEventError} naming the event and the path of what cannot be stored.
 */
export function prepareBatch(stream: StreamName, events: readonly NewEvent[], admit?: Admit): PreparedEvent[] {
  if (events.length === 0) throw new InvalidEventError('(none)', 'an append needs at least one event');
  if (aggregateOf(stream) === undefined) {
    throw new InvalidEventError(String(events[0]?.id), `"${stream}" is not the name of a stream of ours`);
  }
  const ids = new Set<string>();
  return events.map((event) => {
    const prepared = prepare(event);
    if (ids.has(event.id)) throw new InvalidEventError(event.id, 'its id occurs twice in this append');
    ids.add(event.id);
    admit?.(event, stream, prepared);
    return prepared;
  });
}

function prepare(event: NewEvent): PreparedEvent {
  const { id, type, schema, data } = event;
  const refuse = (why: string) => new InvalidEventError(String(id), why);
  if (typeof id !== 'string' || !EVENT_ID.test(id)) throw refuse('/id is not a UUID in lower case');
  if (typeof type !== 'string' || type === '') throw refuse('/type is not a name');
  if (!Number.isSafeInteger(schema) || schema < 1) throw refuse(`/schema is ${String(schema)}, not a version from 1`);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw refuse('/data is not an object');
  const metadata: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(event)) {
    if (METADATA.has(key)) metadata[key] = value;
    else if (!COLUMNS.has(key)) throw refuse(`/${key} is not for the caller to set`);
  }
  return { id, type, schema, data: text(id, '/data', data), metadata: text(id, '', metadata) };
}

function text(id: string, path: string, value: unknown): string {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof NotCanonicalError) throw new InvalidEventError(id, `${path}${error.path} ${error.why}`);
    // The walk ran out of stack.
    if (error instanceof RangeError)
      throw new InvalidEventError(id, `${path} refers to itself or is nested too deeply`);
    throw error;
  }
}
