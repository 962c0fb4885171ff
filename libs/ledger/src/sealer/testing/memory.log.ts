import { createHash } from 'node:crypto';
import type { StoredEvent } from '#domain';
import { canonicalJson } from '#catalogue';
import type {
  AllRange,
  EventStore,
  LogMessage,
  LogTexts,
  RecordedEvent,
  RecordedText,
  StorePosition,
  StreamRange,
  TextMessage,
} from '#event-store';
import { composeText } from './text.js';

/** Events that look like stored ones; the same numbers give the same events. */
export function storedEvent(n: number, overrides: Partial<StoredEvent> = {}): StoredEvent {
  const id = uuidOf(`event ${n}`);
  return {
    id,
    stream: `incident-${uuidOf(`stream ${n % 7}`)}`,
    revision: Math.floor(n / 7),
    type: 'SummaryWritten',
    schema: 1,
    recordedAt: new Date(Date.UTC(2026, 0, 1) + n).toISOString(),
    occurred: { edtf: '2026-01-14', zone: 'America/Chicago' },
    attribution: { kind: 'SOURCE' },
    actor: 'actor-6f9619ff-8b86-4011-b42d-00c04fc964ff',
    correlationId: id,
    causationId: id,
    ...composeText(id, { n, summary: `number ${n}` }, '/data/summary'),
    ...overrides,
  };
}

export const storedEvents = (count: number): StoredEvent[] => Array.from({ length: count }, (_, n) => storedEvent(n));

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

type From = Parameters<EventStore['follow']>[0];
const PAGE = 5;

function textOf({
  id,
  stream,
  revision,
  type,
  schema,
  recordedAt,
  position,
  data,
  ...rest
}: RecordedEvent): RecordedText {
  const texts = { data: canonicalJson(data), metadata: canonicalJson(JSON.parse(JSON.stringify(rest))) };
  return { id, stream, revision, type, schema, recordedAt, position, ...texts };
}

/** A log in memory, which keeps text as the embedded one does, and which a test can alter as an insider would. Positions are as sparse as those of a real one. */
export class MemoryLog implements EventStore {
  private readonly waiting = new Set<() => void>();

  constructor(
    public events: StoredEvent[] = [],
    private readonly firstPosition = 1_000,
  ) {}

  push(...events: StoredEvent[]): void {
    this.events.push(...events);
    for (const wake of this.waiting) wake();
  }

  private at(index: number): RecordedEvent {
    return { ...this.events[index]!, position: BigInt(this.firstPosition + index * 10) as StorePosition };
  }

  private indexAfter(position: StorePosition | undefined): number {
    if (position === undefined) return 0;
    return Math.max(0, Math.floor((Number(position) - this.firstPosition) / 10) + 1);
  }

  async *readAll({ after, limit = Infinity }: AllRange = {}): AsyncGenerator<RecordedEvent> {
    for (let index = this.indexAfter(after); index < this.events.length && limit-- > 0; index++) yield this.at(index);
  }

  /** Undefined: a log that keeps none. */
  texts: LogTexts | undefined = {
    readAll: ({ after } = {}) => this.pages(after),
    follow: (from, { signal }) => this.followPages(from, signal),
  };

  private async *pages(after: StorePosition | undefined): AsyncGenerator<readonly RecordedText[]> {
    for (let index = this.indexAfter(after); index < this.events.length; index += PAGE) yield this.page(index);
  }

  private page(index: number): RecordedText[] {
    return this.events.slice(index, index + PAGE).map((_, n) => textOf(this.at(index + n)));
  }

  private async *followPages(from: From, signal: AbortSignal): AsyncGenerator<TextMessage> {
    let index = this.indexAfter(from === 'beginning' ? undefined : from.after);
    while (!signal.aborted) {
      for (; index < this.events.length && !signal.aborted;) {
        const texts = this.page(index);
        index += texts.length;
        yield { kind: 'texts', texts };
      }
      if (signal.aborted) return;
      yield { kind: 'caught-up' };
      if (index >= this.events.length && !signal.aborted) await this.change(signal);
    }
  }

  async *readStream(stream: string, { after = -1, limit = Infinity }: StreamRange = {}): AsyncGenerator<RecordedEvent> {
    for (let index = 0; index < this.events.length; index++) {
      const event = this.at(index);
      if (event.stream === stream && event.revision > after && limit-- > 0) yield event;
    }
  }

  async *follow(from: From, { signal }: { readonly signal: AbortSignal }): AsyncGenerator<LogMessage> {
    let index = this.indexAfter(from === 'beginning' ? undefined : from.after);
    while (!signal.aborted) {
      for (; index < this.events.length && !signal.aborted; index++) yield { kind: 'event', event: this.at(index) };
      if (signal.aborted) return;
      yield { kind: 'caught-up' };
      if (index >= this.events.length && !signal.aborted) await this.change(signal);
    }
  }

  private change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  async head(): Promise<StorePosition | undefined> {
    return this.events.length === 0 ? undefined : this.at(this.events.length - 1).position;
  }

  async append(): Promise<never> {
    throw new Error('this log is written by the test');
  }

  async close(): Promise<void> {}
}
