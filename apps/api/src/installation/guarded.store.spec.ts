import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvents, newStream } from '#event-store/contract';
import { SqliteEventStore } from '#event-store/sqlite';
import { GuardedStore } from './guarded.store.js';
import { LogPresence } from './log.presence.js';

describe('the log of a server that started without it', () => {
  let folder: string;
  let inner: SqliteEventStore;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-guarded-'));
    inner = await SqliteEventStore.open({ file: join(folder, 'log.db') });
  });
  afterAll(async () => {
    await inner.close();
    rmSync(folder, { recursive: true });
  });

  const stream = newStream();
  const signal = new AbortController().signal;
  const first = async <T>(from: AsyncIterable<T>): Promise<T | undefined> => {
    for await (const one of from) return one;
    return undefined;
  };
  const uses: readonly [string, (store: GuardedStore) => Promise<unknown>][] = [
    ['an append', (store) => store.append(stream, 'no-stream', newEvents(1))],
    ['a read of a stream', (store) => first(store.readStream(stream))],
    ['a read of all', (store) => first(store.readAll())],
    ['following', (store) => first(store.follow('beginning', { signal }))],
    ['a look at its end', (store) => store.head()],
    ['a restore', (store) => store.restore([])],
  ];

  it.each(uses)('lets nothing through before it is known to be of this record: %s', async (_what, use) => {
    const presence = new LogPresence('kurrentdb://127.0.0.1:1', 'it cannot be reached');
    const store = new GuardedStore(inner, presence);
    await expect(use(store)).rejects.toThrow(
      'the log at kurrentdb://127.0.0.1:1 is not available: it cannot be reached',
    );
    presence.isKnownNow();
    await presence.known;
    await use(store);
  });

  it('is there for reading before it is for writing: erasures come first', () => {
    const presence = new LogPresence('log.db');
    presence.requireKnown();
    expect(() => presence.requireWhole()).toThrow('what it holds of erasures is carried out first');
    presence.isWholeNow();
    presence.requireWhole();
  });
});
