import type { StoredEvent, StreamName } from '#domain';
import type { RecordedEvent, RestorableEventStore } from '../event-store.port.js';
import { bytes, collect, ids, newEvents, newStream, readOwn } from './builders.js';

const LONG_AGO = Date.UTC(2020, 0, 1);

/** Two streams as another store has kept them: of the left one 0 and 1, of the right one 0, of the left one 2 … 21. */
function storedElsewhere(): { left: StreamName; right: StreamName; events: StoredEvent[] } {
  const [left, right] = [newStream(), newStream()];
  const place = (n: number): Pick<StoredEvent, 'stream' | 'revision'> =>
    n === 2 ? { stream: right, revision: 0 } : { stream: left, revision: n < 2 ? n : n - 1 };
  const events = newEvents(23).map((event, n) => ({
    ...event,
    ...place(n),
    recordedAt: new Date(LONG_AGO + n).toISOString(),
  }));
  return { left, right, events };
}

const asRecorded = (event: StoredEvent): string => bytes(event as RecordedEvent);

export function restoreContract(store: () => RestorableEventStore): void {
  describe('a log that moves in', () => {
    it('keeps every event to the byte, with its stamp, and the order of all', async () => {
      const { left, right, events } = storedElsewhere();
      await store().restore(events);
      expect((await readOwn(store(), [left, right])).map(bytes)).toEqual(events.map(asRecorded));
    });

    it('goes on where it was interrupted, and repeats nothing', async () => {
      const { left, right, events } = storedElsewhere();
      await store().restore(events.slice(0, 2));
      await store().restore(events.slice(1, 7));
      await store().restore(events);
      await store().restore(events);
      expect((await readOwn(store(), [left, right])).map(bytes)).toEqual(events.map(asRecorded));
    });

    it('is refused where it has a gap, and nothing of that part is written', async () => {
      const { left, right, events } = storedElsewhere();
      const gap = [events[2]!, events[0]!, ...events.slice(3)];
      await expect(store().restore(gap)).rejects.toMatchObject({
        name: 'ConcurrencyError',
        stream: left,
        expected: 1,
        actual: 0,
      });
      expect(await readOwn(store(), [left, right])).toEqual([]);
    });

    it('is refused where another event stands at its place, and nothing of that part is written', async () => {
      const { left, right, events } = storedElsewhere();
      const { events: mine } = await store().append(left, 'no-stream', newEvents(3));
      await expect(store().restore([events[2]!, ...events.slice(0, 2)])).rejects.toMatchObject({
        name: 'ConcurrencyError',
        stream: left,
        actual: 2,
      });
      expect(ids(await readOwn(store(), [left, right]))).toEqual(ids(mine));
    });

    it('is gone on with by appends, which are never recorded earlier than what moved in', async () => {
      const { left, events } = storedElsewhere();
      await store().restore(events);
      const appended = await store().append(left, 21, newEvents(1));
      expect(appended.revision).toBe(22);
      expect(appended.events[0]!.recordedAt > events.at(-1)!.recordedAt).toBe(true);
      expect(await collect(store().readStream(left))).toHaveLength(23);
    });
  });
}
