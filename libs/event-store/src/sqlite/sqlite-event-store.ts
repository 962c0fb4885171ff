import { setImmediate as macrotask } from 'node:timers/promises';
import type { NewEvent, StoredEvent, StreamName } from '#domain';
import { openDatabase, walSize } from '#sqlite';
import { prepareBatch, type Admit, type PreparedEvent } from '../admission.js';
import { withDeadline } from '../deadline.js';
import { LogUnavailableError } from '../event-store.errors.js';
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
import type { LogTexts, RecordedText } from '../recorded-text.js';
import { appendRequest, toNumber, type AppendResponse } from './append.request.js';
import { AppendWriter, unavailable } from './append.writer.js';
import { FollowIterator, type FollowSource } from './follow.iterator.js';
import { LogReader, PAGE } from './log.reader.js';
import { LogWatcher } from './log.watcher.js';
import { recordedEvent } from './recorded-event.js';
import { checkSchema } from './schema.js';

export interface SqliteEventStoreOptions {
  /** Path of the database file; its folder must exist, and be on a local disk. */
  readonly file: string;
  /** Checked before every append; default: nothing beyond plain JSON in our envelope. */
  readonly admit?: Admit;
  /** Milliseconds for an append; default 10,000: beyond that whoever waits has most likely given up. */
  readonly deadline?: number;
  /** Milliseconds between looks for appends of other processes and threads; default 50. */
  readonly pollInterval?: number;
  /** Milliseconds added to the machine's clock for `recordedAt`; default 0. */
  readonly clockOffset?: number;
  /** Default false. The file must exist; appends are refused. */
  readonly readOnly?: boolean;
  /** Pages of 4,096 bytes that the file may have; default: as many as the disk holds. */
  readonly maxPages?: number;
}

type From = 'beginning' | { readonly after: StorePosition };
const BEGINNING = 0n as StorePosition;
const END = (2n ** 63n - 1n) as StorePosition;

/**
 * The log in one SQLite file. Appends go to a writer thread that commits them in groups; reads run on the calling
 * thread, a page at a time. Several processes may have the same file open, also for writing.
 *
 * Reads have no deadline to miss: a page is read in one go, and SQLite gives up by itself when a lock is not released.
 */
export class SqliteEventStore implements RestorableEventStore {
  private readonly watcher: LogWatcher;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly options: SqliteEventStoreOptions,
    private readonly reader: LogReader,
    private readonly writer: AppendWriter | undefined,
  ) {
    this.watcher = new LogWatcher(() => reader.dataVersion(), options.pollInterval ?? 50);
  }

  /** @throws {LogUnavailableError} where the file is damaged, not a log, of another version, or cannot be written. */
  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const { file, readOnly = false, clockOffset = 0, maxPages } = options;
    const writer = readOnly ? undefined : await AppendWriter.open(file, { file, clockOffset, maxPages });
    try {
      const db = openDatabase(file, { readOnly: true });
      checkSchema(db, file);
      return new SqliteEventStore(options, new LogReader(db, file), writer);
    } catch (error) {
      await writer?.close();
      throw unavailable(file, error);
    }
  }

  /** Commits to disk, and appends answered by them, since the start. */
  get counters(): { readonly commits: number; readonly requests: number } {
    return this.writer?.counters ?? { commits: 0, requests: 0 };
  }

  /** Bytes of the write-ahead log. One that keeps growing has a reader that never lets go. */
  get walSize(): number {
    return walSize(this.options.file);
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    options: CallOptions = {},
  ): Promise<Appended> {
    const prepared = prepareBatch(stream, events, this.options.admit);
    const writer = this.requireWriter();
    const { deadline = this.options.deadline ?? 10_000, signal } = options;
    const write = () => writer.write(appendRequest(stream, expected, prepared));
    const response = (await withDeadline('append', { deadline, signal }, write)) as AppendResponse;
    const [position, revision, recordedAt] = response;
    const repeated = recordedAt === '';
    if (!repeated) this.watcher.wakeAll();
    return {
      revision,
      position: BigInt(position) as StorePosition,
      events: repeated
        ? this.allOfStream(stream, toNumber(expected), revision)
        : asRecorded(stream, response, prepared),
      repeated,
    };
  }

  readStream(stream: StreamName, range: StreamRange = {}, options: CallOptions = {}): AsyncIterable<RecordedEvent> {
    const { after = -1, upTo = Number.MAX_SAFE_INTEGER, limit = Infinity } = range;
    const page = (last: RecordedEvent | undefined, left: number) =>
      this.reader.pageOfStream(stream, last?.revision ?? after, upTo, left);
    return { [Symbol.asyncIterator]: () => eachOf(pages(page, limit, options.signal), options.signal) };
  }

  readAll(range: AllRange = {}, options: CallOptions = {}): AsyncIterable<RecordedEvent> {
    const { after = BEGINNING, upTo = END, limit = Infinity } = range;
    const page = (last: RecordedEvent | undefined, left: number) =>
      this.reader.pageOfAll(last?.position ?? after, upTo, left);
    return { [Symbol.asyncIterator]: () => eachOf(pages(page, limit, options.signal), options.signal) };
  }

  follow(from: From, { signal }: { readonly signal: AbortSignal }): AsyncIterable<LogMessage> {
    const page = (after: StorePosition) =>
      this.reader
        .pageOfAll(after, END)
        .map((event) => ({ after: event.position, message: { kind: 'event' as const, event } }));
    return this.followPages(page, from, signal);
  }

  readonly texts: LogTexts = {
    readAll: (range = {}, options = {}) => {
      const { after = BEGINNING, upTo = END, limit = Infinity } = range;
      const page = (last: RecordedText | undefined, left: number) =>
        this.reader.textsOfAll(last?.position ?? after, upTo, left);
      return { [Symbol.asyncIterator]: () => pages(page, limit, options.signal) };
    },
    follow: (from, { signal }) => {
      const page = (after: StorePosition) => {
        const texts = this.reader.textsOfAll(after, END);
        const last = texts.at(-1);
        return last ? [{ after: last.position, message: { kind: 'texts' as const, texts } }] : [];
      };
      return this.followPages(page, from, signal);
    },
  };

  private followPages<Message>(
    page: FollowSource<Message>['page'],
    from: From,
    signal: AbortSignal,
  ): AsyncIterable<Message | { readonly kind: 'caught-up' }> {
    const source = {
      page,
      version: () => this.reader.dataVersion(),
      onChange: (seen: number, wake: () => void) => this.watcher.onChange(seen, wake),
      isClosed: () => this.closing !== undefined,
    };
    const after = from === 'beginning' ? BEGINNING : from.after;
    return { [Symbol.asyncIterator]: () => new FollowIterator(source, after, signal) };
  }

  async head(): Promise<StorePosition | undefined> {
    return this.reader.head();
  }

  async restore(events: readonly StoredEvent[]): Promise<void> {
    const writer = this.requireWriter();
    const restore = events.map((stored) => {
      // What another store returned has a position as well, which means nothing here.
      const { stream, revision, recordedAt, position: _, ...event } = stored as RecordedEvent;
      const [prepared] = prepareBatch(stream, [event]) as [PreparedEvent];
      return { ...prepared, stream, revision, recordedAt };
    });
    await writer.write({ restore });
    this.watcher.wakeAll();
  }

  /** Finishes the appends that were accepted; followers end. */
  close(): Promise<void> {
    this.closing ??= (async () => {
      await this.writer?.close();
      this.reader.close();
      this.watcher.wakeAll();
    })();
    return this.closing;
  }

  private requireWriter(): AppendWriter {
    if (this.closing) throw new LogUnavailableError(this.options.file, 'it has been closed');
    if (!this.writer) throw new LogUnavailableError(this.options.file, 'it has been opened for reading only');
    return this.writer;
  }

  private allOfStream(stream: StreamName, after: number, upTo: number): RecordedEvent[] {
    const events: RecordedEvent[] = [];
    while (events.length < upTo - after) {
      const page = this.reader.pageOfStream(stream, events.at(-1)?.revision ?? after, upTo);
      if (page.length === 0) break;
      events.push(...page);
    }
    return events;
  }
}

function asRecorded(stream: StreamName, response: AppendResponse, prepared: readonly PreparedEvent[]): RecordedEvent[] {
  const [position, revision, recordedAt] = response;
  return prepared.map(({ id, type, schema, data, metadata }, n) => {
    const back = prepared.length - 1 - n;
    return recordedEvent([position - back, id, stream, revision - back, type, schema, recordedAt, data, metadata]);
  });
}

/** One macrotask between two pages, and nothing held while the consumer is busy but the page that it has. */
async function* pages<Item>(
  read: (last: Item | undefined, left: number) => Item[],
  limit: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Item[], undefined> {
  let last: Item | undefined;
  for (let left = limit; left > 0 && !signal?.aborted;) {
    const page = read(last, left);
    if (page.length > 0) yield page;
    last = page.at(-1);
    left -= page.length;
    if (page.length < PAGE) return;
    await macrotask();
  }
}

async function* eachOf<Item>(
  source: AsyncIterable<readonly Item[]>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item, undefined> {
  for await (const page of source)
    for (const item of page) {
      if (signal?.aborted) return;
      yield item;
    }
}
