import { randomUUID } from 'node:crypto';
import { decide, type Decision, type Expectation } from './expectation.js';
import type { LogFile } from './log-file.js';
import { linkTo, sizeOf, type LogRecord, type NewRecord } from './record.js';

export interface LogOptions {
  /** After so many appends the server's statistics are written among them; 0: never. */
  readonly statisticsEvery: number;
  /** Whether each event of `incident-1` gets a link in `$ce-incident`, as the category projection does. */
  readonly categories: boolean;
}

export type Outcome = { readonly kind: 'written'; readonly last: LogRecord } | Exclude<Decision, { kind: 'append' }>;

/** What a server has written of itself before the first client comes. */
const FIRST: readonly (readonly [stream: string, type: string])[] = [
  ['$epoch-information', '$EpochInformation'],
  ['$users', '$UserCreated'],
  ['$$$settings', '$metadata'],
  ['$projections-$all', '$ProjectionsInitialized'],
];

/** The log in memory, in order of position; all that lasts of a double. */
export class DoubleLog {
  private readonly all: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly byId = new Map<string, LogRecord>();
  private readonly waiting = new Set<() => void>();
  private end = 0n;
  private appends = 0;

  constructor(
    private readonly options: LogOptions,
    private readonly file?: LogFile,
  ) {
    for (const record of file?.read() ?? []) this.keep(record);
    if (this.all.length === 0) this.store(FIRST.map(([stream, type]) => [stream, systemRecord(type)] as const));
  }

  get records(): readonly LogRecord[] {
    return this.all;
  }

  /** Position at which the next record will be. */
  get endPosition(): bigint {
    return this.end;
  }

  stream(name: string): readonly LogRecord[] {
    return this.streams.get(name) ?? [];
  }

  /** Index of the first record at or after a position. */
  indexFrom(position: bigint): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.all[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  append(stream: string, expected: Expectation, records: readonly NewRecord[]): Outcome {
    const decision = decide(this.stream(stream), expected, records, (id) => {
      const record = this.byId.get(id);
      return record?.stream === stream ? record : undefined;
    });
    if (decision.kind !== 'append') return decision;
    const written = this.store(records.map((record) => [stream, record] as const));
    this.appends++;
    this.project(stream, written);
    for (const wake of this.waiting) wake();
    return { kind: 'written', last: written.at(-1)! };
  }

  /** Resolves when something is appended, or when the signal aborts. */
  change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      if (signal.aborted) return resolve();
      this.waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  close(): void {
    this.file?.close();
  }

  private project(stream: string, written: readonly LogRecord[]): void {
    const [, category] = /^([^$-][^-]*)-/.exec(stream) ?? [];
    if (this.options.categories && category)
      this.store(written.map((record) => [`$ce-${category}`, linkTo(record, randomUUID())] as const));
    const { statisticsEvery } = this.options;
    if (statisticsEvery > 0 && this.appends % statisticsEvery === 0)
      this.store([['$stats-127.0.0.1:2113', systemRecord('$statsCollected', { 'proc-threadsCount': this.appends })]]);
  }

  /** On disk before it is in memory, and so before anybody is answered or sees it. */
  private store(records: readonly (readonly [stream: string, record: NewRecord])[]): LogRecord[] {
    let position = this.end;
    const next = new Map<string, number>();
    const stored = records.map(([stream, record]): LogRecord => {
      const revision = next.get(stream) ?? this.stream(stream).length;
      next.set(stream, revision + 1);
      const here = position;
      position += BigInt(sizeOf(stream, record));
      return { ...record, stream, revision, position: here, created: now() };
    });
    this.file?.write(stored);
    for (const record of stored) this.keep(record);
    return stored;
  }

  private keep(record: LogRecord): void {
    this.all.push(record);
    const stream = this.streams.get(record.stream);
    if (stream) stream.push(record);
    else this.streams.set(record.stream, [record]);
    this.byId.set(record.id, record);
    this.end = record.position + BigInt(sizeOf(record.stream, record));
  }
}

const now = (): bigint => BigInt(Math.floor((performance.timeOrigin + performance.now()) * 1_000)) * 10n;

const systemRecord = (type: string, data: unknown = {}): NewRecord => ({
  id: randomUUID(),
  type,
  json: true,
  data: Buffer.from(JSON.stringify(data)),
  metadata: new Uint8Array(),
});
