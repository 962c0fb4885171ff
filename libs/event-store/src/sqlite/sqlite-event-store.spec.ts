import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import {
  collect,
  fromNow,
  ids,
  newEvent,
  newEvents,
  newStream,
  pullEvents,
  pullUntilCaughtUp,
} from '#event-store/contract';
import { truncateWal } from '#sqlite';
import { IdempotencyConflictError, InvalidEventError, LogUnavailableError } from '../event-store.errors.js';
import type { StorePosition } from '../event-store.port.js';
import { TemporaryLog } from './testing/temporary-log.js';

const HOUR = 3_600_000;

describe('the SQLite store', () => {
  let log: TemporaryLog;
  beforeEach(() => (log = new TemporaryLog()));
  afterEach(() => log.dispose());

  it('commits to disk at most once for every 16 appends while 64 are in flight', async () => {
    const store = await log.open();
    const client = async () => {
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(1));
      for (let revision = 0; revision < 9; revision++) await store.append(stream, revision, newEvents(1));
    };
    await Promise.all(Array.from({ length: 64 }, client));
    const { commits, requests } = store.counters;
    expect(requests).toBe(640);
    expect(requests / commits).toBeGreaterThanOrEqual(16);
  });

  it('never stamps an event earlier than the one before it, also when the clock is set back', async () => {
    const ahead = await log.open({ clockOffset: HOUR });
    const early = await ahead.append(newStream(), 'no-stream', newEvents(1));
    await ahead.close();
    const store = await log.open();
    const later = await store.append(newStream(), 'no-stream', newEvents(2));
    const stamp = early.events[0]?.recordedAt;
    expect(later.events.map(({ recordedAt }) => recordedAt)).toEqual([stamp, stamp]);
  });

  it('asks the injected check, and appends nothing of a batch that it refuses', async () => {
    const admit = (event: { id: string; type: string }, stream: string) => {
      if (event.type === 'Gossip') throw new InvalidEventError(event.id, `no gossip in ${stream}`);
    };
    const store = await log.open({ admit });
    const stream = newStream();
    const refused = store.append(stream, 'no-stream', [newEvent(), newEvent({ type: 'Gossip' })]);
    await expect(refused).rejects.toThrow(`no gossip in ${stream}`);
    expect(await store.head()).toBeUndefined();
  });

  it('refuses events that are in another stream already', async () => {
    const store = await log.open();
    const [known, fresh] = [newEvent(), newEvent()];
    await store.append(newStream(), 'no-stream', [known]);
    const stream = newStream();
    const refused = store.append(stream, 'no-stream', [fresh, known]);
    await expect(refused).rejects.toBeInstanceOf(IdempotencyConflictError);
    await expect(refused).rejects.toMatchObject({ stream, eventIds: [known.id] });
    expect(await collect(store.readStream(stream))).toEqual([]);
  });

  it('waits where a follower is ahead of the log', async () => {
    const store = await log.open();
    const { position } = await store.append(newStream(), 'no-stream', newEvents(1));
    const following = new AbortController();
    const after = (position + 2n) as StorePosition;
    const messages = store.follow({ after }, { signal: following.signal })[Symbol.asyncIterator]();
    expect(await pullUntilCaughtUp(messages)).toEqual([]);
    const stream = newStream();
    const pulled = pullEvents(messages, [stream], 1);
    const { events } = await store.append(stream, 'no-stream', newEvents(3));
    expect(ids(await pulled)).toEqual([events[2]?.id]);
    following.abort();
  });

  it('lets the WAL be cut while a reader and a follower are in the middle of a page', async () => {
    const store = await log.open();
    const stream = newStream();
    await store.append(stream, 'no-stream', newEvents(100));
    const following = new AbortController();
    const messages = store.follow('beginning', { signal: following.signal })[Symbol.asyncIterator]();
    await messages.next();
    const reading = store.readStream(stream)[Symbol.asyncIterator]();
    await reading.next();
    await store.append(stream, 99, newEvents(100));
    const other = new DatabaseSync(log.file);
    expect(truncateWal(other, 0)).toBe(true);
    other.close();
    expect(store.walSize).toBe(0);
    following.abort();
  });

  it('takes turns with another process that writes, and follows it', async () => {
    const store = await log.open();
    const from = await fromNow(store);
    const script = fileURLToPath(new URL('./testing/writing.process.js', import.meta.url));
    const child = fork(script, [log.file, '20'], { execArgv: ['--disable-warning=ExperimentalWarning'] });
    const ended = once(child, 'exit');
    const ours = newStream();
    for (let n = 0; n < 20; n++) await store.append(ours, n === 0 ? 'no-stream' : n - 1, newEvents(1));
    expect(await ended).toEqual([0, null]);
    const following = new AbortController();
    const messages = store.follow(from, { signal: following.signal })[Symbol.asyncIterator]();
    const events = await pullUntilCaughtUp(messages);
    following.abort();
    expect(events).toHaveLength(20 + 20 * 3);
    const stamps = events.map(({ recordedAt }) => recordedAt);
    expect(stamps.toSorted()).toEqual(stamps);
  });

  it('can be opened by several at once while there is no file yet', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => log.open()));
    await Promise.all(stores.map((store) => store.append(newStream(), 'no-stream', newEvents(1))));
    for (const store of stores) expect(await collect(store.readAll())).toHaveLength(6);
  });

  describe('in trouble', () => {
    it('refuses to append when the disk is full, goes on reading, and appends again what fits', async () => {
      const store = await log.open({ maxPages: 40 });
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(1));
      const large = newEvent({ data: { summary: 'x'.repeat(1_000_000) } });
      const refused = store.append(stream, 0, [large]);
      await expect(refused).rejects.toBeInstanceOf(LogUnavailableError);
      await expect(refused).rejects.toThrow(/log\.db is not available: the disk, or the quota, is full/);
      expect(await collect(store.readStream(stream))).toHaveLength(1);
      await expect(store.append(stream, 0, newEvents(1))).resolves.toMatchObject({ revision: 1 });
    });

    it('does not open a file that is no database, and names it', async () => {
      writeFileSync(log.file, 'Dear diary, '.repeat(1000));
      await expect(log.open()).rejects.toThrow(`the log at ${log.file} is not available: it is not an SQLite database`);
    });

    it('does not open a file that has lost its end, and names it', async () => {
      const writing = await log.open();
      await writing.append(newStream(), 'no-stream', newEvents(400));
      await writing.close();
      truncateSync(log.file, 60_000);
      await expect(log.open()).rejects.toThrow(`the log at ${log.file} is not available: it is damaged`);
    });

    it('names a file that turns out damaged when it is read', async () => {
      const writing = await log.open();
      await writing.append(newStream(), 'no-stream', newEvents(400));
      await writing.close();
      const file = openSync(log.file, 'r+');
      writeSync(file, Buffer.alloc(160_000, 'x'), 0, 160_000, 40_960);
      closeSync(file);
      const store = await log.open({ readOnly: true });
      await expect(collect(store.readAll())).rejects.toBeInstanceOf(LogUnavailableError);
      await expect(collect(store.readAll())).rejects.toThrow(/log\.db is not available: it is damaged/);
      const { signal } = new AbortController();
      await expect(collect(store.follow('beginning', { signal }))).rejects.toBeInstanceOf(LogUnavailableError);
    });

    it('only reads where it was opened for reading, and sees what the writer appends', async () => {
      const writer = await log.open();
      const reader = await log.open({ readOnly: true });
      const stream = newStream();
      await writer.append(stream, 'no-stream', newEvents(2));
      expect(await collect(reader.readStream(stream))).toHaveLength(2);
      await expect(reader.append(stream, 1, newEvents(1))).rejects.toThrow('opened for reading only');
    });

    it('finishes what it accepted when it is closed, ends its followers, and refuses the rest', async () => {
      const store = await log.open();
      const { signal } = new AbortController();
      const messages = store.follow('beginning', { signal })[Symbol.asyncIterator]();
      await pullUntilCaughtUp(messages);
      const waiting = messages.next();
      const accepted = store.append(newStream(), 'no-stream', newEvents(1));
      await store.close();
      await expect(accepted).resolves.toMatchObject({ revision: 0 });
      expect(await waiting).toEqual({ done: true, value: undefined });
      await expect(store.append(newStream(), 'no-stream', newEvents(1))).rejects.toThrow('it has been closed');
      await expect(store.head()).rejects.toThrow('it has been closed');
    });
  });
});
