import type { JsonObject } from '#domain';
import type { EventStore, StorePosition } from '../event-store.port.js';
import { bytes, collect, fromNow, ids, newEvent, newEvents, newStream, pullEvents, readOwn } from './builders.js';

/** More than two pages of any adapter. */
const MANY = 600;

export const AWKWARD: JsonObject = {
  text: 'emoji 👩🏽‍⚖️, a combining e\u0301, right-to-left \u05d0\u05d1, nul \u0000, separators \u2028\u2029, quote " and \\',
  '10': 'keys that look like',
  '9': 'array indices',
  'a/b~c': 'a key to be escaped',
  '': 'an empty key',
  '€': 1,
  '\u{1F600}': 2,
  z: [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0, true, false, [], {}, ''],
  a: { z: 1, a: { toString: 'not a function', constructor: 'neither' } },
};

/** Promises 2, 7 and 8. */
export function readContract(store: () => EventStore, reopen: () => Promise<EventStore>): void {
  describe('reading', () => {
    it('gives nothing for a stream that does not exist', async () => {
      expect(await collect(store().readStream(newStream()))).toEqual([]);
    });

    it('gives a part of a stream: after is exclusive, upTo inclusive', async () => {
      const stream = newStream();
      await store().append(stream, 'no-stream', newEvents(10));
      const revisions = async (range: Parameters<EventStore['readStream']>[1]) =>
        (await collect(store().readStream(stream, range))).map(({ revision }) => revision);
      expect(await revisions({ after: 6 })).toEqual([7, 8, 9]);
      expect(await revisions({ upTo: 1 })).toEqual([0, 1]);
      expect(await revisions({ after: 2, upTo: 4 })).toEqual([3, 4]);
      expect(await revisions({ after: 2, limit: 3 })).toEqual([3, 4, 5]);
      expect(await revisions({ limit: 0 })).toEqual([]);
      expect(await revisions({ after: 9 })).toEqual([]);
      expect(await revisions({ after: 4, upTo: 4 })).toEqual([]);
    });

    it('gives a part of the log: after is exclusive, upTo inclusive', async () => {
      const stream = newStream();
      const before = await store().head();
      const { events } = await store().append(stream, 'no-stream', newEvents(6));
      const at = (n: number) => events[n]?.position as StorePosition;
      const read = async (range: Parameters<EventStore['readAll']>[0]) => ids(await collect(store().readAll(range)));
      const all = ids(events);
      expect(ids(await readOwn(store(), [stream], before))).toEqual(all);
      expect(await read({ after: at(1), upTo: at(4) })).toEqual(all.slice(2, 5));
      expect(await read({ after: at(1), limit: 2 })).toEqual(all.slice(2, 4));
      expect(await read({ after: at(1), limit: 0 })).toEqual([]);
      expect(await read({ after: at(5), upTo: at(5) })).toEqual([]);
    });

    it('goes on over any number of pages, in order', async () => {
      const [left, right] = [newStream(), newStream()];
      const before = await store().head();
      await store().append(left, 'no-stream', newEvents(MANY / 2));
      await store().append(right, 'no-stream', newEvents(MANY));
      await store().append(left, MANY / 2 - 1, newEvents(MANY / 2));
      for (const stream of [left, right]) {
        const revisions = (await collect(store().readStream(stream))).map(({ revision }) => revision);
        expect(revisions).toEqual(Array.from({ length: MANY }, (_, n) => n));
      }
      const streams = (await readOwn(store(), [left, right], before)).map(({ stream }) => stream);
      const run = (stream: string, count: number) => Array.from({ length: count }, () => stream);
      expect(streams).toEqual([...run(left, MANY / 2), ...run(right, MANY), ...run(left, MANY / 2)]);
    });

    it('gives the same event to the byte, however it is read', async () => {
      const stream = newStream();
      const from = await fromNow(store());
      const before = await store().head();
      const event = newEvent({
        data: AWKWARD,
        sources: [{ source: newStream(), supports: ['/data/text'], locator: 'p. 3', span: 'as “quoted”' }],
        reason: { code: 'TYPO', text: 'Ωμέγα' },
        acknowledged: ['SEQUENCE'],
        texts: { '/data/text': { salt: 'c2FsdA', commitment: 'Y29tbWl0bWVudA' } },
        sealed: [{ path: '/data/a', subject: newStream(), commitment: 'Y29tbWl0bWVudA' }],
        digest: { key: '1', mac: 'bWFj' },
      });
      const appended = (await store().append(stream, 'no-stream', [event])).events.map(bytes);
      const byStream = (await collect(store().readStream(stream))).map(bytes);
      const byLog = (await readOwn(store(), [stream], before)).map(bytes);
      const following = new AbortController();
      const follower = store().follow(from, { signal: following.signal })[Symbol.asyncIterator]();
      const byFollowing = (await pullEvents(follower, [stream], 1)).map(bytes);
      following.abort();
      const later = (await collect((await reopen()).readStream(stream))).map(bytes);
      for (const other of [byStream, byLog, byFollowing, later]) expect(other).toEqual(appended);
      expect(JSON.parse(appended[0] ?? '')).toMatchObject(JSON.parse(JSON.stringify(event)) as object);
    });

    it('can be repeated from one iterable, each time from the start', async () => {
      const stream = newStream();
      await store().append(stream, 'no-stream', newEvents(3));
      const iterable = store().readStream(stream);
      expect(await collect(iterable)).toHaveLength(3);
      expect(await collect(iterable)).toHaveLength(3);
    });

    it('ends without an error when it is aborted, in the middle of a page or before the first', async () => {
      const stream = newStream();
      await store().append(stream, 'no-stream', newEvents(20));
      const reading = new AbortController();
      const seen: number[] = [];
      for await (const { revision } of store().readStream(stream, {}, { signal: reading.signal })) {
        seen.push(revision);
        if (revision === 4) reading.abort();
      }
      expect(seen).toEqual([0, 1, 2, 3, 4]);
      expect(await collect(store().readAll({}, { signal: reading.signal }))).toEqual([]);
    });

    it('leaves nothing open when it is broken off', async () => {
      const stream = newStream();
      await store().append(stream, 'no-stream', newEvents(MANY));
      for (let n = 0; n < 50; n++) {
        for await (const { revision } of store().readStream(stream)) if (revision === n * 10) break;
      }
      await store().append(stream, MANY - 1, newEvents(1));
      expect(await collect((await reopen()).readStream(stream, { after: MANY - 2 }))).toHaveLength(2);
    });

    it('lets others have their turn between two pages', async () => {
      const stream = newStream();
      await store().append(stream, 'no-stream', newEvents(MANY));
      let turnsOfOthers = 0;
      const other = setInterval(() => (turnsOfOthers += 1), 0);
      // A consumer that waits for nothing but a macrotask per page.
      for await (const _ of store().readStream(stream))
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.05);
      clearInterval(other);
      expect(turnsOfOthers).toBeGreaterThan(0);
    });

    it('tells the place of the last event', async () => {
      const { position } = await store().append(newStream(), 'no-stream', newEvents(2));
      const head = await store().head();
      expect(head !== undefined && head >= position).toBe(true);
      expect(await collect(store().readAll({ after: head }))).toEqual([]);
    });
  });
}
