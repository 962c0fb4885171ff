import type { EventStore, RecordedEvent, StorePosition } from '#event-store';
import { EventCursor } from './event.cursor.js';
import type { Expected } from './expected.event.js';
import { storedForm } from './stored.form.js';

/**
 * - `MISSING`: in the source, and nowhere in the copy.
 * - `CHANGED`: in both, and not the same to the byte.
 * - `EXTRA`: in the copy, and nowhere in the source.
 * - `REORDERED`: in both, and not at the same place among the events that both hold.
 */
export type DifferenceKind = 'MISSING' | 'CHANGED' | 'EXTRA' | 'REORDERED';

export interface Difference {
  readonly kind: DifferenceKind;
  /** In the source; of what is `EXTRA`, in the copy. */
  readonly index: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
}

export type ReadableLog = Pick<EventStore, 'readAll' | 'readStream'>;

export interface Comparison {
  readonly source: ReadableLog;
  readonly target: ReadableLog;
  /** The last event of the source that counts, inclusive. */
  readonly upTo?: StorePosition;
  readonly expected: Expected;
  /** Told of each event of the source. */
  readonly onEvent?: (event: RecordedEvent) => void;
}

/**
 * Compares both logs event by event, in step. Where they part, each event is looked up in the other log by its stream and
 * revision, which a move keeps: so nothing need be remembered, and what is missing here is told from what comes later.
 */
export async function* differencesOf(comparison: Comparison): AsyncGenerator<Difference, undefined> {
  const { source, target, upTo, expected, onEvent = () => {} } = comparison;
  const left = await EventCursor.at(source, upTo);
  const right = await EventCursor.at(target);
  while (left.event || right.event) {
    const [original, copy] = [left.event, right.event];
    if (original && copy && original.id === copy.id) {
      if (!isSame(expected(original), copy)) yield difference('CHANGED', left.index, original);
      onEvent(original);
      await left.advance();
      await right.advance();
      continue;
    }
    const inCopy = original && (await find(target, original));
    if (original && !inCopy) {
      yield difference('MISSING', left.index, original);
      onEvent(original);
      await left.advance();
      continue;
    }
    const known = copy && (await find(source, copy));
    if (copy && (!known || isBeyond(known, upTo))) {
      yield difference('EXTRA', right.index, copy);
      await right.advance();
      continue;
    }
    if (original && inCopy) {
      yield difference('REORDERED', left.index, original);
      if (!isSame(expected(original), inCopy)) yield difference('CHANGED', left.index, original);
      onEvent(original);
      await left.advance();
    }
    await right.advance();
  }
  return undefined;
}

const isBeyond = ({ position }: RecordedEvent, upTo: StorePosition | undefined): boolean =>
  upTo !== undefined && position > upTo;

const isSame = (expected: RecordedEvent, copy: RecordedEvent): boolean => storedForm(expected) === storedForm(copy);

const difference = (kind: DifferenceKind, index: number, { id, stream, revision }: RecordedEvent): Difference => ({
  kind,
  index,
  id,
  stream,
  revision,
});

async function find(log: ReadableLog, { id, stream, revision }: RecordedEvent): Promise<RecordedEvent | undefined> {
  for await (const event of log.readStream(stream, { after: revision - 1, limit: 1 }))
    return event.id === id ? event : undefined;
  return undefined;
}
