import type { StoredEvent, StreamName } from '#domain';
import { prepareBatch, type PreparedEvent } from '../admission.js';
import { ConcurrencyError } from '../event-store.errors.js';
import type { ExpectedRevision, RecordedEvent } from '../event-store.port.js';
import type { Appender } from './appender.js';
import type { CallLimits } from './connection.js';
import { eventsOf, PAGE, type LogReader } from './log.reader.js';

interface Restored {
  readonly stream: StreamName;
  readonly revision: number;
  readonly recordedAt: string;
  readonly prepared: PreparedEvent;
}

/** Streams that are looked at together. */
const LOOKS = 16;
/** Events in one append, at most. */
const RUN = 16;
/** Bytes in one append, unless one event alone has more: half of what the server takes, since it counts more than we do. */
const RUN_BYTES = 512 * 1024;

/**
 * Events of any streams to the end of the log, in their order. Those that are there already, at their place, are passed
 * over. Gaps are found before anything is written; an outage in between leaves what was written, and the same call goes
 * on from there.
 */
export async function restoreEvents(
  events: readonly StoredEvent[],
  reader: LogReader,
  appender: Appender,
  limits: CallLimits,
): Promise<void> {
  const restored = events.map(prepared);
  const missing = await thoseMissing(restored, reader, limits);
  for (const run of runs(missing)) {
    const { stream, revision } = run[0]!;
    await appender.restore(stream, expectedBefore(revision), run, limits);
  }
}

function prepared(stored: StoredEvent): Restored {
  // What another store returned has a position as well, which means nothing here.
  const { stream, revision, recordedAt, position: _, ...event } = stored as RecordedEvent;
  const [one] = prepareBatch(stream, [event]) as [PreparedEvent];
  return { stream, revision, recordedAt, prepared: one };
}

async function thoseMissing(events: readonly Restored[], reader: LogReader, limits: CallLimits): Promise<Restored[]> {
  const heads = new Map<StreamName, number>();
  const missing: Restored[] = [];
  const look = async ([stream, own]: [StreamName, Restored[]]) => {
    const known = await idsFrom(stream, own[0]!.revision, reader, limits);
    heads.set(stream, known.head);
    for (const { revision, prepared } of own) {
      const there = known.ids.get(revision);
      if (there !== undefined && there !== prepared.id)
        throw new ConcurrencyError(stream, expectedBefore(revision), expectedBefore(known.head + 1));
    }
  };
  const streams = [...Map.groupBy(events, ({ stream }) => stream)];
  for (let n = 0; n < streams.length; n += LOOKS) await Promise.all(streams.slice(n, n + LOOKS).map(look));
  for (const event of events) {
    const head = heads.get(event.stream) ?? -1;
    if (event.revision <= head) continue;
    if (event.revision !== head + 1)
      throw new ConcurrencyError(event.stream, expectedBefore(event.revision), expectedBefore(head + 1));
    heads.set(event.stream, event.revision);
    missing.push(event);
  }
  return missing;
}

/** What the stream holds from a revision on, and its last revision: -1 where there is no stream. */
async function idsFrom(stream: StreamName, first: number, reader: LogReader, limits: CallLimits) {
  const ids = new Map<number, string>();
  let head = -1;
  // The one before it as well: most of the time it is the last, and would else have to be looked for from the beginning.
  let from = Math.max(-1, first - 2);
  for (;;) {
    const page = await reader.pageOfStream(stream, from, PAGE, limits);
    for (const { id, revision } of eventsOf(page)) ids.set(revision, id);
    head = page.last ?? head;
    if (page.isLast || page.last === undefined) break;
    from = page.last;
  }
  if (head < 0 && first > 0) head = await lastRevision(stream, reader, limits);
  return { ids, head };
}

async function lastRevision(stream: StreamName, reader: LogReader, limits: CallLimits): Promise<number> {
  for (let head = -1; ;) {
    const page = await reader.pageOfStream(stream, head, PAGE, limits);
    head = page.last ?? head;
    if (page.isLast) return head;
  }
}

function* runs(events: readonly Restored[]): Generator<Restored[]> {
  let run: Restored[] = [];
  let bytes = 0;
  for (const event of events) {
    const more = bytesOf(event.prepared);
    if (run.length > 0 && (run[0]!.stream !== event.stream || run.length >= RUN || bytes + more > RUN_BYTES)) {
      yield run;
      [run, bytes] = [[], 0];
    }
    run.push(event);
    bytes += more;
  }
  if (run.length > 0) yield run;
}

const bytesOf = ({ data, metadata }: PreparedEvent): number => Buffer.byteLength(data) + Buffer.byteLength(metadata);

const expectedBefore = (revision: number): ExpectedRevision => (revision <= 0 ? 'no-stream' : revision - 1);
