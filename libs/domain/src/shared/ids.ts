/** Brands keep apart what must not be mixed: an index of the log is not a revision, nor a position of the store. */
declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export const AGGREGATES = [
  'incident',
  'investigation',
  'case',
  'statement',
  'agency',
  'person',
  'source',
  'actor',
  'log',
] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** The stream's name is the record's public id: `incident-<uuid>`, `agency-<slug>`, `log`. */
export type StreamName = string;
/** A lower-case UUID; also the id by which one entry of the record is cited. */
export type EventId = string;

/** Dense, 0-based place of one of our events in log order; the public coordinate (rows, `asOf`, feed, citations). */
export type LogIndex = Brand<number, 'LogIndex'>;
/** 0, 1, 2 … within a stream. */
export type Revision = number;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const SLUG = '[a-z0-9]+(?:-[a-z0-9]+)*';

export const EVENT_ID_PATTERN = `^${UUID}$`;

/** Pattern of the stream names of the given aggregates, for schemas. */
export function streamPattern(...aggregates: readonly Aggregate[]): string {
  return `^(?:${aggregates.map((a) => (a === 'log' ? 'log' : `${a}-${a === 'agency' ? SLUG : UUID}`)).join('|')})$`;
}

const ANY_STREAM = new RegExp(streamPattern(...AGGREGATES));

/** The aggregate that a stream name belongs to, or undefined where the name is not one of ours. */
export function aggregateOf(stream: StreamName): Aggregate | undefined {
  if (!ANY_STREAM.test(stream)) return undefined;
  const dash = stream.indexOf('-');
  return (dash < 0 ? stream : stream.slice(0, dash)) as Aggregate;
}
