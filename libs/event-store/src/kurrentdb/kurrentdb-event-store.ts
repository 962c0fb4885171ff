import { setImmediate as macrotask } from 'node:timers/promises';
import type { NewEvent, StoredEvent, StreamName } from '#domain';
import { prepareBatch, type Admit } from '../admission.js';
import type {
  AllRange,
  Appended,
  CallOptions,
  ExpectedRevision,
  LogMessage,
  RecordedEvent,
  RestorableEventStore,
  StorePosition,
  StreamRange,
} from '../event-store.port.js';
import { addressOf } from './address.js';
import { Appender } from './appender.js';
import { Connection, type CallLimits } from './connection.js';
import { FollowIterator, type FollowSettings } from './follow.iterator.js';
import { eventsOf, LogReader, PAGE, type Page } from './log.reader.js';
import { restoreEvents } from './restore.js';
import { Stamps } from './stamps.js';
import { StreamNames } from './stream-names.js';
import { connectClient } from './vendor.js';

export interface KurrentDbEventStoreOptions extends Partial<FollowSettings> {
  /** The vendor's, with any credentials: `kurrentdb://user:password@host:2113?tls=true`. */
  readonly connectionString: string;
  /** Before every stream's name, so that a server can be shared; letters, digits, `_` and `.`. Default: none. */
  readonly streamPrefix?: string;
  /** Checked before every append; default: nothing beyond plain JSON in our envelope. */
  readonly admit?: Admit;
  /** Milliseconds for an append, a page of a read, a look at the end; default 10,000: beyond that nobody waits. */
  readonly deadline?: number;
  /** Milliseconds for one attempt within them; default half of the deadline, so that a lost answer leaves room for one more. */
  readonly attemptFor?: number;
  /**
   * Milliseconds for which a failing log is tried again before callers and followers are told; default 3,000: an
   * election of a leader takes about two.
   */
  readonly patience?: number;
  /**
   * Milliseconds without any answer at all, whoever asked, after which callers and followers are told; default 8,000,
   * since nobody is to wait for ten seconds to learn it. Never less than an attempt and a half.
   */
  readonly silentFor?: number;
  /** Milliseconds added to the machine's clock for `recordedAt`; default 0. */
  readonly clockOffset?: number;
  /** Default false: appends are refused. */
  readonly readOnly?: boolean;
}

/** Together below ten seconds, within which a subscription that went silent is to be noticed. */
const FOLLOWING: FollowSettings = { quietFor: 4_000, lateBy: 2_000, lookFor: 2_500 };

/**
 * The log on an EventStoreDB or KurrentDB server, or a cluster, from version 23.10 on: nothing newer is used. It connects
 * when it is first used, and again whenever it must.
 *
 * What is in a stream of our name without our envelope is not ours, and is passed over.
 */
export class KurrentDbEventStore implements RestorableEventStore {
  /** Positions are offsets in bytes. */
  readonly hasGaps = true;
  private readonly connection: Connection;
  private readonly names: StreamNames;
  private readonly stamps: Stamps;
  private readonly reader: LogReader;
  private readonly appender: Appender;
  private readonly closing = new AbortController();
  private readonly accepted = new Set<Promise<unknown>>();

  /** @throws {LogUnavailableError} where the connection string or the prefix is not one */
  constructor(private readonly options: KurrentDbEventStoreOptions) {
    const { connectionString, streamPrefix = '', patience = 3_000, silentFor = 8_000, clockOffset = 0 } = options;
    this.connection = new Connection(addressOf(connectionString), { patience, silentFor, connect: connectClient });
    this.names = new StreamNames(streamPrefix);
    this.stamps = new Stamps(clockOffset);
    this.reader = new LogReader(this.connection, this.names, this.stamps);
    this.appender = new Appender(this.connection, this.reader, this.names, this.stamps);
  }

  /** Where the log is, without credentials. */
  get where(): string {
    return this.connection.address.shown;
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    options: CallOptions = {},
  ): Promise<Appended> {
    const prepared = prepareBatch(stream, events, this.options.admit);
    this.requireWritable();
    return this.accept(this.appender.append(stream, expected, prepared, this.limits(options)));
  }

  readStream(stream: StreamName, range: StreamRange = {}, options: CallOptions = {}): AsyncIterable<RecordedEvent> {
    const { after = -1, upTo = Number.MAX_SAFE_INTEGER, limit = Infinity } = range;
    const page = (from: number | undefined, left: number) => {
      const start = from ?? after;
      return this.reader.pageOfStream(stream, start, Math.min(left, upTo - start), this.limits(options));
    };
    const isIn = ({ revision }: RecordedEvent) => revision <= upTo;
    const nothing = upTo <= after;
    return { [Symbol.asyncIterator]: () => pages(page, isIn, nothing ? 0 : limit, options.signal) };
  }

  readAll(range: AllRange = {}, options: CallOptions = {}): AsyncIterable<RecordedEvent> {
    const { after, upTo, limit = Infinity } = range;
    const page = (from: StorePosition | undefined, left: number) =>
      this.reader.pageOfAll(from ?? after, left, this.limits(options));
    const isIn = ({ position }: RecordedEvent) => upTo === undefined || position <= upTo;
    return { [Symbol.asyncIterator]: () => pages(page, isIn, limit, options.signal) };
  }

  follow(
    from: 'beginning' | { readonly after: StorePosition },
    { signal }: { readonly signal: AbortSignal },
  ): AsyncIterable<LogMessage> {
    const { connection, reader, names, stamps, options } = this;
    const { quietFor, lateBy, lookFor } = { ...FOLLOWING, ...definedOf(options) };
    const after = from === 'beginning' ? undefined : from.after;
    const source = { connection, reader, names, stamps };
    const settings = { quietFor, lateBy, lookFor };
    return { [Symbol.asyncIterator]: () => new FollowIterator(source, settings, after, signal, this.closing.signal) };
  }

  async head(options: CallOptions = {}): Promise<StorePosition | undefined> {
    return this.reader.head(this.limits(options));
  }

  async restore(events: readonly StoredEvent[]): Promise<void> {
    this.requireWritable();
    await this.accept(restoreEvents(events, this.reader, this.appender, this.limits({})));
  }

  /** Finishes the appends that were accepted; followers end. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await Promise.allSettled(this.accepted);
    await this.connection.close();
  }

  private requireWritable(): void {
    if (this.closing.signal.aborted) throw this.connection.unavailable('it has been closed');
    if (this.options.readOnly) throw this.connection.unavailable('it has been opened for reading only');
  }

  private limits({ deadline = this.options.deadline ?? 10_000, signal }: CallOptions): CallLimits {
    return { deadline, attemptFor: this.options.attemptFor ?? Math.max(1, deadline / 2), signal };
  }

  private async accept<T>(work: Promise<T>): Promise<T> {
    this.accepted.add(work);
    try {
      return await work;
    } finally {
      this.accepted.delete(work);
    }
  }
}

const definedOf = <T extends object>(options: T): Partial<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Page by page, one macrotask between two of them, and nothing held while the consumer is busy but what it has left. */
async function* pages<Place>(
  read: (from: Place | undefined, left: number) => Promise<Page<Place>>,
  isIn: (event: RecordedEvent) => boolean,
  limit: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<RecordedEvent, undefined> {
  let from: Place | undefined;
  for (let left = limit; left > 0 && !signal?.aborted;) {
    let page: Page<Place>;
    try {
      page = await read(from, Math.min(left, PAGE));
    } catch (error) {
      if (signal?.aborted) return;
      throw error;
    }
    for (const event of eventsOf(page)) {
      if (signal?.aborted || !isIn(event)) return;
      yield event;
      left -= 1;
    }
    if (page.isLast || page.last === undefined) return;
    from = page.last;
    await macrotask();
  }
}
