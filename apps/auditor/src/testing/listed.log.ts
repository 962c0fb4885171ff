import type { StoredEvent } from '#domain';
import type { RecordedEvent, StorePosition } from '#event-store';
import { newEvent } from '#event-store/contract';
import type { ReadableLog } from '../copy-log/compare-logs.js';

/** A log that holds what it is given, in that order, however little sense it makes. Its positions have gaps. */
export function logOf(events: readonly StoredEvent[]): ReadableLog & { head(): Promise<StorePosition | undefined> } {
  const recorded = events.map((event, n) => ({ ...event, position: BigInt(7 + n * 3) as StorePosition }));
  return {
    async *readAll({ upTo } = {}) {
      for (const event of recorded) if (upTo === undefined || event.position <= upTo) yield event;
    },
    async *readStream(stream, { after = -1, limit = Infinity } = {}) {
      const own = recorded.filter((event) => event.stream === stream && event.revision > after);
      yield* own.toSorted((a, b) => a.revision - b.revision).slice(0, limit);
    },
    head: async () => recorded.at(-1)?.position,
  };
}

const STREAMS = ['incident', 'case', 'statement'].map((kind) => `${kind}-00000000-0000-4000-8000-000000000001`);

/** Events of three streams in turn, with two texts each. */
export const someEvents = (count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, n) => {
    const data = { title: `Title ${n}`, summary: `Summary ${n}` };
    const texts = Object.fromEntries(
      Object.keys(data).map((name) => [
        `/data/${name}`,
        { salt: `salt-of-${name}-${n}`, commitment: `commitment-${n}` },
      ]),
    );
    return {
      ...newEvent({ data, texts, digest: { key: 'k', mac: `mac-of-${n}` } }),
      stream: STREAMS[n % STREAMS.length]!,
      revision: Math.floor(n / STREAMS.length),
      recordedAt: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
    };
  });

export const asStored = ({ position: _, ...event }: RecordedEvent): StoredEvent => event;
