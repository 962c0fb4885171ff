import { IdempotencyConflictError } from '../event-store.errors.js';
import type { EventStore } from '../event-store.port.js';
import { bytes, collect, ids, newEvent, newEvents, newStream } from './builders.js';

/** Promise 4. */
export function idempotencyContract(store: () => EventStore, reopen: () => Promise<EventStore>): void {
  describe('repeating an append whose answer was lost', () => {
    it('gives the first answer again and records nothing', async () => {
      const stream = newStream();
      const batch = newEvents(2);
      await store().append(stream, 'no-stream', newEvents(1));
      const first = await store().append(stream, 0, batch);
      const again = await store().append(stream, 0, batch);
      expect(again).toMatchObject({ repeated: true, revision: first.revision, position: first.position });
      expect(again.events.map(bytes)).toEqual(first.events.map(bytes));
      expect(await collect(store().readStream(stream))).toHaveLength(3);
    });

    it('does so after others have appended, and after the store was opened anew', async () => {
      const stream = newStream();
      const batch = newEvents(2);
      const first = await store().append(stream, 'no-stream', batch);
      await store().append(stream, 1, newEvents(3));
      const again = await (await reopen()).append(stream, 'no-stream', batch);
      expect(again).toMatchObject({ repeated: true, revision: 1, position: first.position });
      expect(await collect(store().readStream(stream))).toHaveLength(5);
    });

    it('records once what is attempted several times at once', async () => {
      const stream = newStream();
      const batch = newEvents(2);
      const attempts = Array.from({ length: 5 }, () => store().append(stream, 'no-stream', batch));
      const answers = await Promise.all(attempts);
      expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
      expect(answers.map(({ events }) => events.map(bytes))).toEqual(answers.map(() => answers[0]?.events.map(bytes)));
      expect(ids(await collect(store().readStream(stream)))).toEqual(ids(batch));
    });

    it('stores the first content, also where the repetition has other content under the same ids', async () => {
      const stream = newStream();
      const event = newEvent({ data: { summary: 'first' } });
      await store().append(stream, 'no-stream', [event]);
      const again = await store().append(stream, 'no-stream', [{ ...event, data: { summary: 'second' } }]);
      expect(again.events[0]?.data).toEqual({ summary: 'first' });
    });

    const [a, b, c] = ['first', 'second', 'third'] as const;
    it.each([
      ['has one event more', [a, b, c]],
      ['has another second event', [a, c]],
      ['has the events in another order', [b, a]],
      ['has another first event', [c, b]],
    ])('is refused where the repetition %s', async (_, wanted) => {
      const stream = newStream();
      const event = { [a]: newEvent(), [b]: newEvent(), [c]: newEvent() };
      await store().append(stream, 'no-stream', [event[a], event[b]]);
      const repetition = wanted.map((name) => event[name]);
      await expect(store().append(stream, 'no-stream', repetition)).rejects.toBeInstanceOf(IdempotencyConflictError);
      expect(ids(await collect(store().readStream(stream)))).toEqual(ids([event[a], event[b]]));
    });
  });
}
