import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamName } from '#domain';
import type { PreparedEvent } from '../admission.js';
import { ConcurrencyError, IdempotencyConflictError, InvalidEventError } from '../event-store.errors.js';
import type { Appended, ExpectedRevision } from '../event-store.port.js';
import { TOO_LARGE, typeOf, type ClientError } from './client-error.js';
import type { CallLimits, Connection } from './connection.js';
import type { LogReader } from './log.reader.js';
import type { Stamps } from './stamps.js';
import { proposal, type Found, type Stamp } from './stored-form.js';
import type { StreamNames } from './stream-names.js';
import { NO_STREAM, type Client } from './vendor.js';

/** Milliseconds between looks for what was just appended, where the node that is read is behind the leader. */
const LOOK_AGAIN = 25;

/** A batch on its way; the same for every attempt. */
interface Batch {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: readonly PreparedEvent[];
  readonly stamp: Stamp;
}

/**
 * Appends, and tells what has come of it by reading it back: the server answers a replay like a first success, and a
 * wrong expectation alike for a conflict and for a batch of which a part is there.
 *
 * An attempt whose answer is lost may have landed. It is repeated with the same ids and the same expectation, which the
 * server then recognises, since the expectation is older than the stream. Never with `any`: there it forgets.
 */
export class Appender {
  constructor(
    private readonly connection: Connection,
    private readonly reader: LogReader,
    private readonly names: StreamNames,
    private readonly stamps: Stamps,
  ) {}

  append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly PreparedEvent[],
    limits: CallLimits,
  ): Promise<Appended> {
    const stamp = { recordedAt: this.stamps.next(), attempt: randomBytes(9).toString('base64url') };
    const batch = { stream, expected, events, stamp };
    return this.connection.call('append', limits, ({ client }, over) => this.attempt(client, batch, over, limits));
  }

  /** Writes what was stored elsewhere, with its own stamp; what is there already is left as it is. */
  async restore(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly { readonly prepared: PreparedEvent; readonly recordedAt: string }[],
    limits: CallLimits,
  ): Promise<void> {
    const proposals = events.map(({ prepared, recordedAt }) => proposal(prepared, { recordedAt }));
    for (const { recordedAt } of events) this.stamps.saw(recordedAt);
    await this.connection.call('restore', limits, async ({ client }) => {
      try {
        await this.write(client, stream, expected, proposals, limits);
      } catch (error) {
        throw this.translated(error, stream, expected, events[0]!.prepared.id);
      }
    });
  }

  private async attempt(client: Client, batch: Batch, over: AbortSignal, limits: CallLimits): Promise<Appended> {
    const { stream, expected, events, stamp } = batch;
    try {
      const proposals = events.map((event) => proposal(event, stamp));
      await this.write(client, stream, expected, proposals, limits);
    } catch (error) {
      if (typeOf(error) === 'wrong-expected-version') return this.judge(client, batch, error as ClientError);
      throw this.translated(error, stream, expected, events[0]!.id);
    }
    for (;;) {
      const stored = await this.stored(client, batch);
      if (stored.length >= events.length) {
        if (isSame(stored, batch)) return appended(stored, batch);
        throw this.connection.unavailable(`it says that it has appended to ${stream}, and holds other events there`);
      }
      over.throwIfAborted();
      await sleep(LOOK_AGAIN);
    }
  }

  /**
   * Unary for a true deadline: a batch call that stays silent hangs, whatever deadline it is given. Credentials with the
   * call choose it (with TLS they are the client's already); without TLS the client sends none of them, so that any will
   * do.
   */
  private async write(
    client: Client,
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly ReturnType<typeof proposal>[],
    { attemptFor }: CallLimits,
  ): Promise<void> {
    const { tls } = this.connection.address;
    await client.appendToStream(this.names.theirs(stream), [...events], {
      streamState: expected === 'no-stream' ? NO_STREAM : BigInt(expected),
      deadline: attemptFor,
      ...(tls ? {} : { credentials: { username: 'none', password: 'none' } }),
    });
  }

  /** The expectation does not hold: this very batch is there, or a part of it, or someone else was first. */
  private async judge(client: Client, batch: Batch, error: ClientError): Promise<Appended> {
    const { stream, expected, events } = batch;
    const stored = await this.stored(client, batch);
    if (isSame(stored, batch)) return appended(stored, batch);
    const ids = new Set(events.map(({ id }) => id));
    const known = await this.knownAfter(client, stream, revisionOf(expected), ids);
    if (known.length > 0) throw new IdempotencyConflictError(stream, known);
    throw new ConcurrencyError(stream, expected, await this.actual(client, stream, error));
  }

  private async actual(client: Client, stream: StreamName, error: ClientError): Promise<ExpectedRevision> {
    const { actualState } = error;
    if (typeof actualState === 'bigint' && actualState >= 0n) return Number(actualState);
    let last: ExpectedRevision = 'no-stream';
    for (;;) {
      const page = await this.reader.streamThrough(client, stream, revisionOf(last), Infinity);
      last = page.last ?? last;
      if (page.isLast) return last;
    }
  }

  private async knownAfter(
    client: Client,
    stream: StreamName,
    after: number,
    ids: ReadonlySet<string>,
  ): Promise<string[]> {
    const known: string[] = [];
    for (let from = after; ;) {
      const page = await this.reader.streamThrough(client, stream, from, Infinity);
      known.push(...page.found.map(({ event }) => event.id).filter((id) => ids.has(id)));
      if (page.isLast || page.last === undefined) return known;
      from = page.last;
    }
  }

  private async stored(client: Client, { stream, expected, events }: Batch): Promise<Found[]> {
    const stored: Found[] = [];
    for (let after = revisionOf(expected); stored.length < events.length;) {
      const page = await this.reader.streamThrough(client, stream, after, events.length - stored.length);
      stored.push(...page.found);
      if (page.isLast || page.last === undefined) break;
      after = page.last;
    }
    return stored;
  }

  private translated(error: unknown, stream: StreamName, expected: ExpectedRevision, id: string): unknown {
    const type = typeOf(error);
    const { actualState, maxAppendSize, maxSize } = error as ClientError;
    if (type === 'wrong-expected-version')
      return new ConcurrencyError(
        stream,
        expected,
        typeof actualState === 'bigint' ? Number(actualState) : 'no-stream',
      );
    if (type !== undefined && TOO_LARGE.has(type))
      return new InvalidEventError(
        id,
        `the append to ${stream} is larger than the ${maxAppendSize ?? maxSize} bytes that the log takes at once: split it`,
      );
    if (type === 'stream-deleted' || type === 'stream-tombstoned')
      return this.connection.unavailable(`stream ${stream} was deleted there, which this tracker never does`);
    return error;
  }
}

const revisionOf = (expected: ExpectedRevision): number => (expected === 'no-stream' ? -1 : expected);

const isSame = (stored: readonly Found[], { events }: Batch): boolean =>
  stored.length === events.length && events.every(({ id }, n) => stored[n]?.event.id === id);

function appended(stored: readonly Found[], { stamp }: Batch): Appended {
  const last = stored.at(-1)!;
  return {
    revision: last.event.revision,
    position: last.event.position,
    events: stored.map(({ event }) => event),
    repeated: last.attempt !== stamp.attempt,
  };
}
