import type { EventStore, RecordedEvent, StorePosition } from '#event-store';

/** A log read event by event, a page at a time: what is in memory does not depend on its length. */
export class EventCursor {
  /** Index of the event at which it stands. */
  index = -1;
  /** The event at which it stands, undefined at the end. */
  event: RecordedEvent | undefined;

  private constructor(private readonly events: AsyncIterator<RecordedEvent>) {}

  /** At the first event. @param upTo inclusive; the whole log without it */
  static async at(log: Pick<EventStore, 'readAll'>, upTo?: StorePosition): Promise<EventCursor> {
    const cursor = new EventCursor(log.readAll({ upTo })[Symbol.asyncIterator]());
    await cursor.advance();
    return cursor;
  }

  async advance(): Promise<void> {
    const { value, done } = await this.events.next();
    this.event = done ? undefined : value;
    this.index += 1;
  }

  /** Leaves it before its end. */
  async leave(): Promise<void> {
    await this.events.return?.();
  }
}
