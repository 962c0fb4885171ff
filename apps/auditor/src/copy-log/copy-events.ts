import type { EventStore, RecordedEvent, RestorableEventStore, StorePosition } from '#event-store';
import { EventCursor } from './event.cursor.js';
import type { Expected } from './expected.event.js';
import { storedForm } from './stored.form.js';

/** Events written at once: one commit of the embedded log, and what is in memory at a time. */
const BATCH = 256;

/** The target holds something else than a beginning of the source: nothing is written there. */
export class NotAPrefixError extends Error {
  override readonly name = 'NotAPrefixError';
  constructor(
    /** At which both logs part. */
    readonly index: number,
    readonly found: RecordedEvent,
    readonly original: RecordedEvent | undefined,
  ) {
    super(
      `The target is not a beginning of the source, so nothing was written to it: at index ${index} it holds ` +
        `${nameOf(found)}${difference(found, original)}. Name an empty target, or one to which this source was copied.`,
    );
  }
}

const nameOf = ({ id, stream, revision }: RecordedEvent): string => `event ${id} (revision ${revision} of ${stream})`;

function difference(found: RecordedEvent, original: RecordedEvent | undefined): string {
  if (!original) return ', and the source has ended';
  return original.id === found.id
    ? ' with another content than it is to have (it may have been copied with another choice of --redact)'
    : ` where the source has ${nameOf(original)}`;
}

export interface Copying {
  readonly source: Pick<EventStore, 'readAll'>;
  readonly target: RestorableEventStore;
  /** The last event that is copied, inclusive. */
  readonly upTo: StorePosition;
  readonly expected: Expected;
  /** Told of each event of the source that the target holds. */
  readonly onEvent?: (event: RecordedEvent) => void;
}

export interface Copied {
  /** Events that an earlier copy had brought. */
  readonly there: number;
  readonly copied: number;
}

/**
 * Copies what the target lacks, in order; begins where an earlier copy stopped, however it stopped.
 * @throws {NotAPrefixError} before anything is written
 */
export async function copyEvents({ source, target, upTo, expected, onEvent = () => {} }: Copying): Promise<Copied> {
  const from = await EventCursor.at(source, upTo);
  try {
    const there = await passOver(from, target, expected, onEvent);
    let copied = 0;
    let batch: RecordedEvent[] = [];
    const write = async () => {
      await target.restore(batch.map(expected));
      copied += batch.length;
      batch.forEach(onEvent);
      batch = [];
    };
    for (; from.event; await from.advance()) {
      batch.push(from.event);
      if (batch.length === BATCH) await write();
    }
    if (batch.length > 0) await write();
    return { there, copied };
  } finally {
    await from.leave();
  }
}

/** Moves on to the first event that the target lacks. */
async function passOver(
  from: EventCursor,
  target: Pick<EventStore, 'readAll'>,
  expected: Expected,
  onEvent: (event: RecordedEvent) => void,
): Promise<number> {
  let there = 0;
  for await (const found of target.readAll()) {
    const original = from.event;
    if (!original || storedForm(expected(original)) !== storedForm(found))
      throw new NotAPrefixError(there, found, original);
    there += 1;
    onEvent(original);
    await from.advance();
  }
  return there;
}
