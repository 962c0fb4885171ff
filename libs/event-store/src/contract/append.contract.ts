import { randomUUID } from 'node:crypto';
import { ConcurrencyError, DeadlineExceededError } from '../event-store.errors.js';
import type { EventStore } from '../event-store.port.js';
import { bytes, collect, ids, newEvent, newEvents, newStream } from './builders.js';

/** Promises 1, 3 and the deadline. */
export function appendContract(store: () => EventStore, another: () => Promise<EventStore>): void {
  describe('appending', () => {
    it('numbers a stream from 0 without a gap, at positions that rise', async () => {
      const stream = newStream();
      const first = await store().append(stream, 'no-stream', newEvents(2));
      const second = await store().append(stream, 1, newEvents(3));
      const events = await collect(store().readStream(stream));
      expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
      expect([first.revision, second.revision]).toEqual([1, 4]);
      expect([first.position, second.position]).toEqual([events[1]?.position, events[4]?.position]);
      for (const [n, event] of events.entries()) {
        if (n > 0) expect(event.position > (events[n - 1]?.position ?? 0n)).toBe(true);
      }
    });

    it('answers with the events as they are read afterwards', async () => {
      const stream = newStream();
      const appended = await store().append(stream, 'no-stream', newEvents(3));
      const read = await collect(store().readStream(stream));
      expect(appended.repeated).toBe(false);
      expect(appended.events.map(bytes)).toEqual(read.map(bytes));
      expect(appended.events.map(({ position }) => position)).toEqual(read.map(({ position }) => position));
    });

    it('stamps when it was recorded: UTC with milliseconds, never before the event before it', async () => {
      const stream = newStream();
      await store().append(stream, 'no-stream', newEvents(2));
      await store().append(stream, 1, newEvents(2));
      const stamps = (await collect(store().readStream(stream))).map(({ recordedAt }) => recordedAt);
      for (const stamp of stamps) expect(stamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(stamps.toSorted()).toEqual(stamps);
    });

    it.each([
      ['a new stream where there is one', 'no-stream', 2],
      ['a revision that others have passed', 1, 2],
      ['a revision that is still to come', 7, 2],
    ] as const)('refuses %s, and tells the true revision', async (_, expected, actual) => {
      const stream = newStream();
      await store().append(stream, 'no-stream', newEvents(3));
      const refused = store().append(stream, expected, newEvents(1));
      await expect(refused).rejects.toBeInstanceOf(ConcurrencyError);
      await expect(refused).rejects.toMatchObject({ stream, expected, actual });
      expect(await collect(store().readStream(stream))).toHaveLength(3);
    });

    it('refuses any revision of a stream that does not exist', async () => {
      const stream = newStream();
      const refused = store().append(stream, 0, newEvents(1));
      await expect(refused).rejects.toMatchObject({ name: 'ConcurrencyError', expected: 0, actual: 'no-stream' });
      expect(await collect(store().readStream(stream))).toEqual([]);
    });

    it('lets one of many writers win who expect the same revision', async () => {
      const stream = newStream();
      const other = await another();
      await store().append(stream, 'no-stream', newEvents(1));
      const attempts = Array.from({ length: 20 }, (_, n) => (n % 2 ? store() : other).append(stream, 0, newEvents(2)));
      const results = await Promise.allSettled(attempts);
      const losers = results.filter((result) => result.status === 'rejected');
      expect(losers).toHaveLength(19);
      for (const { reason } of losers) expect(reason).toMatchObject({ name: 'ConcurrencyError', actual: 2 });
      expect(await collect(store().readStream(stream))).toHaveLength(3);
      await other.close();
    });

    it('keeps every batch together in its stream while many are written at once', async () => {
      const streams = Array.from({ length: 8 }, newStream);
      const batches = streams.map(async (stream) => {
        const batch = [newEvents(3), newEvents(3), newEvents(3)] as const;
        await store().append(stream, 'no-stream', batch[0]);
        await store().append(stream, 2, batch[1]);
        await store().append(stream, 5, batch[2]);
        return ids(batch.flat());
      });
      const expected = await Promise.all(batches);
      for (const [n, stream] of streams.entries()) {
        expect(ids(await collect(store().readStream(stream)))).toEqual(expected[n]);
      }
    });

    it('takes a batch of hundreds of events, and a text of tens of thousands of characters', async () => {
      const stream = newStream();
      const summary = 'Ünïcödé — '.repeat(4_000);
      await store().append(stream, 'no-stream', [newEvent({ data: { summary } }), ...newEvents(399)]);
      const events = await collect(store().readStream(stream));
      expect(events).toHaveLength(400);
      expect(events[0]?.data).toEqual({ summary });
    });

    it('keeps what was appended, whatever the caller does with its object afterwards', async () => {
      const stream = newStream();
      const data = { summary: 'before' };
      const appending = store().append(stream, 'no-stream', [newEvent({ data })]);
      data.summary = 'after';
      const { events } = await appending;
      expect(events[0]?.data).toEqual({ summary: 'before' });
      expect((await collect(store().readStream(stream)))[0]?.data).toEqual({ summary: 'before' });
    });

    it('gives up at the deadline; repeated unchanged, the append is there once', async () => {
      const stream = newStream();
      const events = [newEvent({ id: randomUUID() })];
      const late = store().append(stream, 'no-stream', events, { deadline: 1 });
      // The event loop stands still for longer than the deadline, so no answer can come before it.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
      await expect(late).rejects.toBeInstanceOf(DeadlineExceededError);
      const { revision } = await store().append(stream, 'no-stream', events);
      expect(revision).toBe(0);
      expect(ids(await collect(store().readStream(stream)))).toEqual(ids(events));
    });

    it('appends nothing for a caller that has gone already', async () => {
      const stream = newStream();
      const signal = AbortSignal.abort(new Error('the client hung up'));
      const refused = store().append(stream, 'no-stream', newEvents(1), { signal });
      await expect(refused).rejects.toThrow('the client hung up');
      expect(await collect(store().readStream(stream))).toEqual([]);
    });
  });
}
