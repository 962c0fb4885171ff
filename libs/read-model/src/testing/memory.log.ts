import type { NewEvent, StoredEvent, StreamName } from '#domain';
import type { LogMessage, RecordedEvent, StorePosition } from '#event-store';

/** A log in memory, for tests that are about what is projected and not about the store. Positions have gaps. */
export class MemoryLog {
  readonly events: RecordedEvent[] = [];
  private readonly streams = new Map<StreamName, RecordedEvent[]>();
  private waiting: (() => void)[] = [];

  append(stream: StreamName, event: NewEvent, recordedAt: string): RecordedEvent {
    const existing = this.streams.get(stream) ?? [];
    const stored: StoredEvent = { ...event, stream, revision: existing.length, recordedAt };
    const recorded = { ...stored, position: BigInt(7 + this.events.length * 3) as StorePosition };
    this.events.push(recorded);
    this.streams.set(stream, [...existing, recorded]);
    for (const wake of this.waiting.splice(0)) wake();
    return recorded;
  }

  async *readStream(stream: StreamName, { upTo = Infinity, after = -1 } = {}): AsyncGenerator<RecordedEvent> {
    for (const event of this.streams.get(stream) ?? [])
      if (event.revision > after && event.revision <= upTo) yield event;
  }

  async *readAll({ after = -1n, upTo }: { after?: bigint; upTo?: bigint } = {}): AsyncGenerator<RecordedEvent> {
    for (const event of this.events)
      if (event.position > after && (upTo === undefined || event.position <= upTo)) yield event;
  }

  async *follow(
    from: 'beginning' | { readonly after: StorePosition },
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<LogMessage> {
    let next = from === 'beginning' ? 0 : this.events.findIndex((event) => event.position > from.after);
    if (next < 0) next = this.events.length;
    while (!signal.aborted) {
      while (next < this.events.length) yield { kind: 'event', event: this.events[next++]! };
      yield { kind: 'caught-up' };
      if (next < this.events.length) continue;
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  async head(): Promise<StorePosition | undefined> {
    return this.events.at(-1)?.position;
  }
}
