import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { bytes, collect, ids, newEvent, newEvents, newStream, pullUntilCaughtUp } from '#event-store/contract';
import { SqliteEventStore } from '../sqlite/index.js';
import type { RecordedEvent } from '../event-store.port.js';
import { found } from './stored-form.js';
import { StreamNames } from './stream-names.js';
import { literally, StoreOnDouble } from './testing/store-on-double.js';

describe('the KurrentDB store on a server that others use', () => {
  let on: StoreOnDouble;
  beforeEach(async () => {
    on = await StoreOnDouble.start({ statisticsEvery: 1 });
  });
  afterEach(() => on.dispose());

  it("passes over other streams, the server's own, and links, whatever stream these are in", async () => {
    const store = on.open();
    const stream = newStream();
    const foreign = [{ type: 'SummaryWritten', data: { summary: 'not ours' } }];
    await on.double.write('orders-1', foreign);
    const first = await store.append(stream, 'no-stream', newEvents(2));
    await on.double.write(`incident-${randomUUID()}`, foreign);
    await on.double.link(`incident-${randomUUID()}`, { stream, revision: 0 });
    const second = await store.append(stream, 1, newEvents(2));
    await on.double.write('incidents', foreign);
    await on.double.link(newStream(), { stream, revision: 1 });
    const ours = ids([...first.events, ...second.events]);
    expect(ids(await collect(store.readAll()))).toEqual(ours);
    expect(ids(await pullUntilCaughtUp(on.follow(store)))).toEqual(ours);
    expect(await store.head()).toBe(second.position);
  });

  it('keeps two trackers apart by their prefixes', async () => {
    const [left, right] = [on.open({ streamPrefix: 'left_' }), on.open({ streamPrefix: 'right.' })];
    const stream = newStream();
    const ofLeft = await left.append(stream, 'no-stream', newEvents(2));
    const ofRight = await right.append(stream, 'no-stream', newEvents(1));
    expect((await collect(left.readAll())).map(bytes)).toEqual(ofLeft.events.map(bytes));
    expect((await collect(right.readAll())).map(bytes)).toEqual(ofRight.events.map(bytes));
    expect(ids(await pullUntilCaughtUp(on.follow(left)))).toEqual(ids(ofLeft.events));
    expect(await collect(on.open().readAll())).toEqual([]);
    expect(() => on.open({ streamPrefix: 'a-b' })).toThrow('the stream prefix "a-b" must be of letters');
  });

  it('gives its events to category streams, where a link is read as the event that it leads to', async () => {
    const store = on.open();
    const stream = newStream();
    const { events } = await store.append(stream, 'no-stream', newEvents(2));
    const client = KurrentDBClient.connectionString(on.double.connectionString);
    const category = await collect(client.readStream('$ce-incident', { resolveLinkTos: true }));
    const names = new StreamNames('');
    expect(category.every(({ link }) => link !== undefined)).toBe(true);
    expect(category.map((resolved) => bytes(found(resolved, names)!.event))).toEqual(events.map(bytes));
    for await (const unresolved of client.readStream('$ce-incident')) expect(found(unresolved, names)).toBeUndefined();
    await client.dispose();
  });

  it("stores an event as the database's own tools read it", async () => {
    const event = newEvent({ correlationId: 'a-request', causationId: 'a-command' });
    const stream = newStream();
    const { events } = await on.open().append(stream, 'no-stream', [event]);
    const record = (await on.double.records()).find(({ id }) => id === event.id)!;
    expect(record).toMatchObject({ stream, type: event.type, json: true, revision: 0 });
    expect(JSON.parse(Buffer.from(record.data).toString())).toEqual(event.data);
    expect(JSON.parse(Buffer.from(record.metadata).toString())).toEqual({
      $correlationId: 'a-request',
      $causationId: 'a-command',
      actor: event.actor,
      attribution: event.attribution,
      occurred: event.occurred,
      schema: 1,
      recordedAt: events[0]!.recordedAt,
      attempt: expect.stringMatching(/^[\w-]{12}$/),
    });
  });

  it('gives an event as the embedded log gives it, down to the order of its fields', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'on-record-'));
    const embedded = await SqliteEventStore.open({ file: join(folder, 'log.db') });
    const stream = newStream();
    const event = newEvent({
      data: { z: 1, a: { '10': 'x', '9': 'y' }, text: '\u0000 é “”' },
      reason: { text: 'r', code: 'TYPO' },
      digest: { mac: 'bWFj', key: '1' },
    });
    const there = await embedded.append(stream, 'no-stream', [event]);
    const here = await on.open().append(stream, 'no-stream', [event]);
    expect(here.events.map(literally)).toEqual(there.events.map(literally));
    await embedded.close();
    rmSync(folder, { recursive: true });
  });

  it('never stamps an event earlier than one that it has read', async () => {
    const stream = newStream();
    await on.open({ clockOffset: 3_600_000 }).append(stream, 'no-stream', newEvents(1));
    const store = on.open();
    const [early] = await collect(store.readStream(stream));
    const { events } = await store.append(stream, 0, newEvents(1));
    expect(events[0]!.recordedAt >= early!.recordedAt).toBe(true);
  });
});

describe('a log that moves to a KurrentDB server', () => {
  let from: StoreOnDouble;
  let to: StoreOnDouble;
  beforeEach(async () => {
    [from, to] = await Promise.all([StoreOnDouble.start(), StoreOnDouble.start()]);
  });
  afterEach(() => Promise.all([from.dispose(), to.dispose()]));

  async function recorded(): Promise<RecordedEvent[]> {
    const store = from.open({ clockOffset: -86_400_000 });
    const [left, right] = [newStream(), newStream()];
    await store.append(left, 'no-stream', newEvents(2));
    await store.append(right, 'no-stream', newEvents(1));
    await store.append(left, 1, newEvents(20));
    return collect(store.readAll());
  }

  it('goes on where an answer was lost, and repeats nothing', async () => {
    const events = await recorded();
    const store = to.open();
    await store.restore(events.slice(0, 2));
    await store.restore(events.slice(1, 5));
    await to.double.misbehave({ call: 'append', when: 'after commit', how: { kind: 'drop' } });
    await store.restore(events);
    expect((await collect(store.readAll())).map(bytes)).toEqual(events.map(bytes));
    await expect(store.append(events[0]!.stream, 21, newEvents(1))).resolves.toMatchObject({ revision: 22 });
  });

  it('is written in parts that the server takes, however long its events are', async () => {
    const [source, target] = [from.open(), to.open()];
    const stream = newStream();
    for (let n = -1; n < 11; n++) {
      const long = newEvent({ data: { summary: 'ü'.repeat(60_000) } });
      await source.append(stream, n < 0 ? 'no-stream' : n, [long]);
    }
    const events = await collect(source.readAll());
    await target.restore(events);
    expect((await collect(target.readAll())).map(bytes)).toEqual(events.map(bytes));
  });
});
