import { eventOfText } from '#catalogue';
import type { StreamName } from '#domain';
import type { EventStore, RecordedEvent, StorePosition } from '../event-store.port.js';
import type { RecordedText, TextMessage } from '../recorded-text.js';
import { bytes, collect, fromNow, newEvent, newEvents, newStream, readOwn } from './builders.js';
import { AWKWARD } from './read.contract.js';

const MANY = 600;

/** Promises 2, 6, 7 and 8 for a log that keeps text; of one that does not, that it says so. */
export function textsContract(store: () => EventStore): void {
  describe('reading without parsing', () => {
    it('gives the events that reading them gives, in order and to the byte, over any number of pages', async () => {
      const { texts } = store();
      if (!texts) return expect(texts).toBeUndefined();
      const [stream, awkward] = [newStream(), newStream()];
      const before = await store().head();
      await store().append(stream, 'no-stream', newEvents(MANY));
      await store().append(awkward, 'no-stream', [newEvent({ data: AWKWARD, digest: { key: '1', mac: 'bWFj' } })]);
      const expected = (await readOwn(store(), [stream, awkward], before)).map(whole);
      const pages = await collect(texts.readAll({ after: before }));
      expect(pages.flat().map(eventOfText).map(whole)).toEqual(expected);
      expect(Math.max(...pages.map(({ length }) => length))).toBeLessThan(MANY);
      expect(Math.min(...pages.map(({ length }) => length))).toBeGreaterThan(0);
    });

    it('gives a part of the log: after is exclusive, upTo inclusive', async () => {
      const { texts } = store();
      if (!texts) return;
      const { events } = await store().append(newStream(), 'no-stream', newEvents(6));
      const at = (n: number) => events[n]?.position as StorePosition;
      const ids = async (range: Parameters<typeof texts.readAll>[0]) =>
        (await collect(texts.readAll(range))).flat().map(({ id }) => id);
      const all = events.map(({ id }) => id);
      expect(await ids({ after: at(1), upTo: at(4) })).toEqual(all.slice(2, 5));
      expect(await ids({ after: at(1), limit: 2 })).toEqual(all.slice(2, 4));
      expect(await ids({ after: at(5) })).toEqual([]);
      expect(await collect(texts.readAll({}, { signal: AbortSignal.abort() }))).toEqual([]);
    });

    it('follows: what is there, that it has caught up, and what comes; ends when it is aborted', async () => {
      const { texts } = store();
      if (!texts) return;
      const stream = newStream();
      const from = await fromNow(store());
      const first = await store().append(stream, 'no-stream', newEvents(MANY));
      const following = new AbortController();
      const messages = texts.follow(from, { signal: following.signal })[Symbol.asyncIterator]();
      expect((await pullUntilCaughtUp(messages, stream)).map(whole)).toEqual(first.events.map(whole));
      const pulled = pullUntilCaughtUp(messages, stream);
      const second = await store().append(stream, MANY - 1, newEvents(3));
      expect((await pulled).map(whole)).toEqual(second.events.map(whole));
      const waiting = messages.next();
      following.abort();
      expect(await waiting).toEqual({ done: true, value: undefined });
    });
  });
}

const whole = (event: RecordedEvent): string => `${event.position} ${bytes(event)}`;

async function pullUntilCaughtUp(messages: AsyncIterator<TextMessage>, stream: StreamName) {
  const texts: RecordedText[] = [];
  for (;;) {
    const { done, value } = await messages.next();
    if (done) throw new Error('the follower ended before it had caught up');
    if (value.kind === 'caught-up')
      return texts.filter((text) => text.stream === stream).map((text) => eventOfText(text));
    texts.push(...value.texts);
  }
}
