import { lastStreamPosition, readEvent, streamNotFound, type Resolved } from './answers.js';
import type { DoubleLog } from './double-log.js';
import { visible } from './filter.js';
import type { Streams } from './protocol.js';
import type { AllRequest, ReadRequest, StreamRequest } from './read.request.js';
import { linkTarget, type LogRecord } from './record.js';
import { Refusal } from './refusal.js';

/** The messages of a read that ends. */
export const read = (log: DoubleLog, request: ReadRequest): Iterable<Streams.ReadResp> =>
  request.of === 'stream' ? readStream(log, request) : readAll(log, request);

export function resolve(log: DoubleLog, record: LogRecord, resolveLinks: boolean): Resolved {
  const target = resolveLinks ? linkTarget(record) : undefined;
  return target ? { event: log.stream(target.stream)[target.revision], link: record } : { event: record };
}

/** Both directions include the revision that they start from. */
function* readStream(log: DoubleLog, request: StreamRequest): Iterable<Streams.ReadResp> {
  const { stream, from, backwards, resolveLinks, uuid } = request;
  const records = log.stream(stream);
  if (records.length === 0) return yield streamNotFound(stream);
  const last = records.length - 1;
  let revision = from === 'start' ? 0 : from === 'end' ? last : from;
  if (backwards) revision = Math.min(revision, last);
  // Reading forwards from the end means after the last one.
  else if (from === 'end') revision = last + 1;
  for (let left = request.count ?? 0; left > 0 && revision >= 0 && revision < records.length; left--) {
    yield readEvent(resolve(log, records[revision]!, resolveLinks), uuid);
    revision += backwards ? -1 : 1;
  }
  if (request.compatibility >= 1) yield lastStreamPosition(records.length - 1);
}

/** Forwards includes the position that it starts from, backwards does not. */
function* readAll(log: DoubleLog, request: AllRequest): Iterable<Streams.ReadResp> {
  const { from, backwards, filter, resolveLinks, uuid } = request;
  const { records } = log;
  let index = from === 'start' ? 0 : from === 'end' ? records.length : placeOf(log, from);
  if (backwards) index--;
  for (let left = request.count ?? 0; left > 0 && index >= 0 && index < records.length; index += backwards ? -1 : 1) {
    const record = records[index]!;
    if (!(filter ? filter.matches(record) : visible(record))) continue;
    left--;
    yield readEvent(resolve(log, record, resolveLinks), uuid);
  }
}

/** @throws Refusal for an offset at which no record begins; beyond the end there is merely nothing */
export function placeOf(log: DoubleLog, position: bigint): number {
  const index = log.indexFrom(position);
  const found = log.records[index];
  if (found ? found.position !== position : position < log.endPosition) throw new Refusal({ kind: 'invalid position' });
  return index;
}
