import type { Revision, StreamName } from '#domain';
import type { ExpectedRevision } from './event-store.port.js';

/** The stream is not where the caller expected it. */
export class ConcurrencyError extends Error {
  override readonly name = 'ConcurrencyError';
  constructor(
    readonly stream: StreamName,
    readonly expected: ExpectedRevision,
    /** The true revision of the stream's last event, or that there is no stream. */
    readonly actual: Revision | 'no-stream',
  ) {
    super(`${stream} was expected at ${expected} and is at ${actual}: read it again and decide anew`);
  }
}

/** Some of the batch's event ids are in the log already, but not as this batch. */
export class IdempotencyConflictError extends Error {
  override readonly name = 'IdempotencyConflictError';
  constructor(
    readonly stream: StreamName,
    readonly eventIds: readonly string[],
  ) {
    super(`${stream}: events ${eventIds.join(', ')} are in the log already, as part of another append`);
  }
}

/** The event cannot be stored as it is: the caller's mistake, nothing was appended. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';
  constructor(
    readonly eventId: string,
    readonly why: string,
  ) {
    super(`event ${eventId} cannot be stored: ${why}`);
  }
}

/** The log did not answer in time. Whether an append landed is unknown: repeat it with the same ids and expectation. */
export class DeadlineExceededError extends Error {
  override readonly name = 'DeadlineExceededError';
  constructor(
    readonly operation: string,
    /** Milliseconds. */
    readonly deadline: number,
  ) {
    super(`the log did not answer "${operation}" within ${deadline} ms; the outcome is unknown, repeat it unchanged`);
  }
}

/** The log cannot be reached or refuses to work (disk full, damaged file, no leader). */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
  constructor(
    /** What and where, without credentials. */
    readonly where: string,
    readonly why: string,
    options?: ErrorOptions,
  ) {
    super(`the log at ${where} is not available: ${why}`, options);
  }
}
