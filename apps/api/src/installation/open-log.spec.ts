import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '#domain';
import { leafOf } from '#catalogue';
import { SqliteEventStore } from '#event-store/sqlite';
import { admit } from './admission.js';
import { openLog } from './open-log.js';

const LOG_ID = '6f1d2c3b-4a59-4e68-8776-95a4b3c2d1e0';

describe('opening a log', () => {
  let folder: string;
  let store: SqliteEventStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-log-'));
    store = await SqliteEventStore.open({ file: join(folder, 'log.db'), admit });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const events = async () => {
    const all: StoredEvent[] = [];
    for await (const event of store.readAll()) all.push(event);
    return all;
  };

  it('begins an empty one with LogOpened, and names the system actor after it', async () => {
    const opened = await openLog(store, () => LOG_ID);
    expect(opened).toEqual({ logId: LOG_ID, systemActor: 'actor-240b0ea5-d2ac-5875-a970-3b11a1a2f5ef' });
    const [first, second] = await events();
    expect(first).toMatchObject({ type: 'LogOpened', stream: 'log', revision: 0, data: { logId: LOG_ID } });
    expect(second).toMatchObject({ type: 'ActorRegistered', stream: opened.systemActor, actor: opened.systemActor });
  });

  it('commits to the data of an operational event as a whole, and keeps it out of the leaf', async () => {
    await openLog(store, () => LOG_ID);
    const [first] = await events();
    expect(Object.keys(first!.texts!)).toEqual(['/data']);
    expect(leafOf(first!)).not.toContain(LOG_ID);
  });

  it('finds it again, and records nothing', async () => {
    await openLog(store, () => LOG_ID);
    const before = await events();
    expect(await openLog(store, randomUUID)).toMatchObject({ logId: LOG_ID });
    expect(await events()).toEqual(before);
  });

  it('is opened once where two nodes start at the same moment', async () => {
    const [a, b] = await Promise.all([openLog(store, randomUUID), openLog(store, randomUUID)]);
    expect(a).toEqual(b);
    expect((await events()).map((event) => event.type)).toEqual(['LogOpened', 'ActorRegistered']);
  });

  it('goes on where a start was cut off after the first event', async () => {
    const append = store.append.bind(store);
    let appends = 0;
    store.append = (...args) => (++appends === 2 ? Promise.reject(new Error('killed')) : append(...args));
    await expect(openLog(store, () => LOG_ID)).rejects.toThrow('killed');
    await openLog(store, randomUUID);
    expect((await events()).map((event) => event.type)).toEqual(['LogOpened', 'ActorRegistered']);
  });
});
