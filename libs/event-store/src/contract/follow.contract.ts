import type { EventStore, LogMessage, StorePosition } from '../event-store.port.js';
import { bytes, fromNow, ids, newEvents, newStream, pullEvents, pullUntilCaughtUp, readOwn } from './builders.js';

const MANY = 600;

/** Promises 6 and 7. */
export function followContract(store: () => EventStore, another: () => Promise<EventStore>): void {
  describe('following', () => {
    const controllers: AbortController[] = [];
    afterEach(() => controllers.splice(0).forEach((controller) => controller.abort()));

    function follow(from: 'beginning' | { after: StorePosition }, through = store()) {
      const controller = new AbortController();
      controllers.push(controller);
      const messages = through.follow(from, { signal: controller.signal })[Symbol.asyncIterator]();
      return { messages, abort: () => controller.abort() };
    }

    it('gives what is there, says that it has caught up, and goes on with what comes', async () => {
      const stream = newStream();
      const from = await fromNow(store());
      const before = newEvents(3);
      await store().append(stream, 'no-stream', before);
      const { messages } = follow(from);
      expect(ids(await pullUntilCaughtUp(messages))).toEqual(ids(before));
      const later = newEvents(2);
      const pulled = pullEvents(messages, [stream], 2);
      await store().append(stream, 2, later);
      expect(ids(await pulled)).toEqual(ids(later));
    });

    it('says that it has caught up only after every event before has been pulled', async () => {
      const stream = newStream();
      const from = await fromNow(store());
      await store().append(stream, 'no-stream', newEvents(MANY));
      expect(await pullUntilCaughtUp(follow(from).messages)).toHaveLength(MANY);
    });

    it('counts what is appended while it is read as before, too', async () => {
      const stream = newStream();
      const from = await fromNow(store());
      await store().append(stream, 'no-stream', newEvents(2));
      const { messages } = follow(from);
      await pullEvents(messages, [stream], 1);
      await store().append(stream, 1, newEvents(2));
      expect(ids(await pullUntilCaughtUp(messages))).toHaveLength(3);
    });

    it('goes on after any event, without giving it again', async () => {
      const stream = newStream();
      const { events } = await store().append(stream, 'no-stream', newEvents(6));
      for (const [n, { position }] of events.entries()) {
        const { messages } = follow({ after: position });
        expect(ids(await pullUntilCaughtUp(messages))).toEqual(ids(events).slice(n + 1));
      }
    });

    it('gives each event once and in order to two followers of different pace, while many write', async () => {
      const streams = Array.from({ length: 8 }, newStream);
      const before = await store().head();
      const from = await fromNow(store());
      const total = streams.length * 30;
      const slowly = async () => {
        const { messages } = follow(from);
        const events = [];
        while (events.length < total) {
          events.push(...(await pullEvents(messages, streams, 1)));
          if (events.length % 16 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
        }
        return events;
      };
      const fast = pullEvents(follow(from).messages, streams, total);
      const slow = slowly();
      await Promise.all(
        streams.map(async (stream) => {
          for (let n = 0; n < 30; n += 2) await store().append(stream, n === 0 ? 'no-stream' : n - 1, newEvents(2));
        }),
      );
      const inOrder = (await readOwn(store(), streams, before)).map(bytes);
      expect(inOrder).toHaveLength(total);
      expect((await fast).map(bytes)).toEqual(inOrder);
      expect((await slow).map(bytes)).toEqual(inOrder);
    });

    it('sees what another process appends', async () => {
      const stream = newStream();
      const { messages } = follow(await fromNow(store()));
      await pullUntilCaughtUp(messages);
      const pulled = pullEvents(messages, [stream], 2);
      const other = await another();
      const { events } = await other.append(stream, 'no-stream', newEvents(2));
      await other.close();
      expect((await pulled).map(bytes)).toEqual(events.map(bytes));
    });

    it('ends without an error when it is aborted while it waits', async () => {
      const { messages, abort } = follow(await fromNow(store()));
      await pullUntilCaughtUp(messages);
      const waiting = messages.next();
      abort();
      expect(await waiting).toEqual({ done: true, value: undefined });
      expect(await messages.next()).toEqual({ done: true, value: undefined });
    });

    it('gives nothing more of a page once it is aborted', async () => {
      const stream = newStream();
      const from = await fromNow(store());
      await store().append(stream, 'no-stream', newEvents(50));
      const { messages, abort } = follow(from);
      await pullEvents(messages, [stream], 5);
      abort();
      expect(await messages.next()).toEqual({ done: true, value: undefined });
    });

    it('ends a pending wait when the consumer leaves', async () => {
      const { messages } = follow(await fromNow(store()));
      await pullUntilCaughtUp(messages);
      const waiting = messages.next();
      await messages.return?.();
      expect(await waiting).toEqual({ done: true, value: undefined });
    });

    it('gives nothing to a consumer that has gone already', async () => {
      await store().append(newStream(), 'no-stream', newEvents(1));
      const messages: LogMessage[] = [];
      for await (const message of store().follow('beginning', { signal: AbortSignal.abort() })) messages.push(message);
      expect(messages).toEqual([]);
    });

    it('answers calls that overlap one after the other', async () => {
      const stream = newStream();
      const from = await fromNow(store());
      const events = newEvents(4);
      await store().append(stream, 'no-stream', events);
      const { messages } = follow(from);
      const answers = await Promise.all(events.map(() => messages.next()));
      const kinds = answers.map(({ value }) => (value?.kind === 'event' ? value.event.id : value?.kind));
      expect(kinds).toEqual(ids(events));
    });
  });
}
