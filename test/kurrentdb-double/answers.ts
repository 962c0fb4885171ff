import type { Dialect } from './dialect.js';
import type { Expectation } from './expectation.js';
import { batch } from './refusal.js';
import { grpc, GoogleEmpty, shared, streams, Timestamp, type Rpc, type Shared, type Streams } from './protocol.js';
import type { LogRecord } from './record.js';

export const streamName = (identifier: Shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export function streamIdentifier(name: string): Shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name, 'utf8'));
  return identifier;
}

/** Lower-case text of either form of an id. */
export function uuidText(uuid: Shared.UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (!structured) return (uuid?.getString() ?? '').toLowerCase();
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function structuredUuid(text: string): Shared.UUID {
  const hex = text.replaceAll('-', '');
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(0, 16)}`)).toString());
  structured.setLeastSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(16)}`)).toString());
  const uuid = new shared.UUID();
  uuid.setStructured(structured);
  return uuid;
}

export function stringUuid(text: string): Shared.UUID {
  const uuid = new shared.UUID();
  uuid.setString(text);
  return uuid;
}

type UuidForm = (text: string) => Shared.UUID;

export interface Resolved {
  /** Undefined where a link names what is not there. */
  readonly event: LogRecord | undefined;
  readonly link?: LogRecord;
}

export function readEvent({ event, link }: Resolved, uuid: UuidForm): Streams.ReadResp {
  const message = new streams.ReadResp.ReadEvent();
  if (event) message.setEvent(recorded(event, uuid));
  if (link) message.setLink(recorded(link, uuid));
  message.setCommitPosition(String((link ?? event)!.position));
  const response = new streams.ReadResp();
  response.setEvent(message);
  return response;
}

function recorded(record: LogRecord, uuid: UuidForm): Streams.ReadResp.ReadEvent.RecordedEvent {
  const message = new streams.ReadResp.ReadEvent.RecordedEvent();
  message.setId(uuid(record.id));
  message.setStreamIdentifier(streamIdentifier(record.stream));
  message.setStreamRevision(String(record.revision));
  message.setCommitPosition(String(record.position));
  message.setPreparePosition(String(record.position));
  message.setData(record.data);
  message.setCustomMetadata(record.metadata);
  message
    .getMetadataMap()
    .set('type', record.type)
    .set('created', String(record.created))
    .set('content-type', record.json ? 'application/json' : 'application/octet-stream');
  return message;
}

export function streamNotFound(name: string): Streams.ReadResp {
  const message = new streams.ReadResp.StreamNotFound();
  message.setStreamIdentifier(streamIdentifier(name));
  const response = new streams.ReadResp();
  response.setStreamNotFound(message);
  return response;
}

export function lastStreamPosition(revision: number): Streams.ReadResp {
  const response = new streams.ReadResp();
  response.setLastStreamPosition(String(revision));
  return response;
}

export function confirmation(id: string): Streams.ReadResp {
  const message = new streams.ReadResp.SubscriptionConfirmation();
  message.setSubscriptionId(id);
  const response = new streams.ReadResp();
  response.setConfirmation(message);
  return response;
}

export function checkpoint(position: bigint, { tellsWhenAndWhere }: Dialect): Streams.ReadResp {
  const message = new streams.ReadResp.Checkpoint();
  message.setCommitPosition(String(position));
  message.setPreparePosition(String(position));
  if (tellsWhenAndWhere) message.setTimestamp(Timestamp.fromDate(new Date()));
  const response = new streams.ReadResp();
  response.setCheckpoint(message);
  return response;
}

/** `at`: the position in `$all` or the revision in a stream up to which all has been sent, if anything. */
export function caughtUp(
  at: { readonly position: bigint } | { readonly revision: number },
  { tellsWhenAndWhere }: Dialect,
): Streams.ReadResp {
  const message = new streams.ReadResp.CaughtUp();
  const response = new streams.ReadResp();
  response.setCaughtUp(message);
  if (!tellsWhenAndWhere) return response;
  message.setTimestamp(Timestamp.fromDate(new Date()));
  if ('revision' in at && at.revision >= 0) message.setStreamRevision(String(at.revision));
  if ('position' in at && at.position >= 0n) {
    const position = new streams.ReadResp.Position();
    position.setCommitPosition(String(at.position));
    position.setPreparePosition(String(at.position));
    message.setPosition(position);
  }
  return response;
}

export function appended(last: LogRecord): Streams.AppendResp {
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(last.position));
  position.setPreparePosition(String(last.position));
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(last.revision));
  success.setPosition(position);
  const response = new streams.AppendResp();
  response.setSuccess(success);
  return response;
}

export function wrongExpectedVersion(expected: Expectation, current: number): Streams.AppendResp {
  const message = new streams.AppendResp.WrongExpectedVersion();
  if (expected === 'any') message.setExpectedAny(new shared.Empty());
  else if (expected === 'no stream') message.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream exists') message.setExpectedStreamExists(new shared.Empty());
  else message.setExpectedRevision(String(expected));
  if (current < 0) message.setCurrentNoStream(new shared.Empty());
  else message.setCurrentRevision(String(current));
  const response = new streams.AppendResp();
  response.setWrongExpectedVersion(message);
  return response;
}

export function batchAppended(last: LogRecord): Streams.BatchAppendResp {
  const position = new shared.AllStreamPosition();
  position.setCommitPosition(String(last.position));
  position.setPreparePosition(String(last.position));
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision(String(last.revision));
  success.setPosition(position);
  const response = new streams.BatchAppendResp();
  response.setSuccess(success);
  return response;
}

export function batchRefused(status: Rpc.Status): Streams.BatchAppendResp {
  const response = new streams.BatchAppendResp();
  response.setError(status);
  return response;
}

export function batchWrongExpectedVersion(expected: Expectation, current: number): Streams.BatchAppendResp {
  const details = new shared.WrongExpectedVersion();
  if (expected === 'any') details.setExpectedAny(new GoogleEmpty());
  else if (expected === 'no stream') details.setExpectedNoStream(new GoogleEmpty());
  else if (expected === 'stream exists') details.setExpectedStreamExists(new GoogleEmpty());
  else details.setExpectedStreamPosition(String(expected));
  if (current < 0) details.setCurrentNoStream(new GoogleEmpty());
  else details.setCurrentStreamRevision(String(current));
  return batchRefused(batch(grpc.status.ALREADY_EXISTS, 'WrongExpectedVersion', details, 'WrongExpectedVersion'));
}
