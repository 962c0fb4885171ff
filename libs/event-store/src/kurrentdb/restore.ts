import type { StoredEvent, StreamName } from '#domain';
import { prepareBatch, type PreparedEvent } from '../admission.js';
import { ConcurrencyError, IdempotencyConflictError } from '../event-store.errors.js';
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

/** Events in one append: some hundred KiB, well below the server's limit of 1 MiB, where leaves have 60,000 bytes at most. */
const RUN = 16;

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
  for (const [stream, own] of Map.groupBy(events, ({ stream }) => stream)) {
    const known = await idsFrom(stream, own[0]!.revision - 1, reader, limits);
    heads.set(stream, known.head);
    for (const { revision, prepared } of own) {
      const there = known.ids.get(revision);
      if (there !== undefined && there !== prepared.id) throw new IdempotencyConflictError(stream, [prepared.id]);
    }
  }
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

/** What the stream holds after a revision, and its last revision: -1 where there is no stream. */
async function idsFrom(stream: StreamName, after: number, reader: LogReader, limits: CallLimits) {
  const ids = new Map<number, string>();
  let head = -1;
  let from = after;
  for (;;) {
    const page = await reader.pageOfStream(stream, from, PAGE, limits);
    for (const { id, revision } of eventsOf(page)) ids.set(revision, id);
    head = page.last ?? head;
    if (page.isLast || page.last === undefined) break;
    from = page.last;
  }
  // Nothing after it: the stream may end right there, or earlier.
  if (head < 0 && after >= 0) head = await lastRevision(stream, reader, limits);
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
  for (const event of events) {
    if (run.length > 0 && (run[0]!.stream !== event.stream || run.length >= RUN)) {
      yield run;
      run = [];
    }
    run.push(event);
  }
  if (run.length > 0) yield run;
}

const expectedBefore = (revision: number): ExpectedRevision => (revision <= 0 ? 'no-stream' : revision - 1);
