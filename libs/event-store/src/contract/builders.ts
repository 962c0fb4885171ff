import { randomUUID } from 'node:crypto';
import { canonicalJson } from '#catalogue';
import type { NewEvent, StoredEvent, StreamName } from '#domain';
import type { EventStore, LogMessage, RecordedEvent, StorePosition } from '../event-store.port.js';

export const newStream = (): StreamName => `incident-${randomUUID()}`;

export function newEvent(overrides: Partial<NewEvent> = {}): NewEvent {
  return {
    id: randomUUID(),
    type: 'SummaryWritten',
    schema: 1,
    occurred: { edtf: '2026-01-14', zone: 'America/Chicago' },
    attribution: { kind: 'SOURCE' },
    actor: 'actor-6f9619ff-8b86-4011-b42d-00c04fc964ff',
    correlationId: 'a-request',
    causationId: 'a-command',
    data: { summary: 'A man was shot in the leg.' },
    ...overrides,
  };
}

export const newEvents = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, n) => newEvent({ data: { n, summary: `number ${n}` } }));

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

export const ids = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

/** The event to the byte, without the place at which a store keeps it. */
export function bytes(event: RecordedEvent): string {
  const { position: _, ...stored } = event;
  return canonicalJson(stored satisfies StoredEvent);
}

/** Of the events after `after`, those of the given streams: the log may hold others. */
export async function readOwn(store: EventStore, streams: readonly StreamName[], after?: StorePosition) {
  const all = await collect(store.readAll({ after }));
  return all.filter(({ stream }) => streams.includes(stream));
}

/** Where to follow from, so that only what is appended from now on is seen. */
export async function fromNow(store: EventStore): Promise<'beginning' | { after: StorePosition }> {
  const after = await store.head();
  return after === undefined ? 'beginning' : { after };
}

/** Pulls until `count` events of the given streams have come; the iterator stays open. */
export async function pullEvents(
  messages: AsyncIterator<LogMessage>,
  streams: readonly StreamName[],
  count: number,
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  while (events.length < count) {
    const { done, value } = await messages.next();
    if (done) throw new Error(`the follower ended after ${events.length} of ${count} events`);
    if (value.kind === 'event' && streams.includes(value.event.stream)) events.push(value.event);
  }
  return events;
}

/** Pulls up to and including the next `caught-up`; the events before it. */
export async function pullUntilCaughtUp(messages: AsyncIterator<LogMessage>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const { done, value } = await messages.next();
    if (done) throw new Error('the follower ended before it had caught up');
    if (value.kind === 'caught-up') return events;
    events.push(value.event);
  }
}
