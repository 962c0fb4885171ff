import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { leafOf } from '#catalogue';
import type { RecordedEvent, RestorableEventStore } from '#event-store';
import { collect, ids, newEvent, newEvents, newStream } from '#event-store/contract';
import { StoreOnDouble } from '../../../../libs/event-store/src/kurrentdb/testing/store-on-double.js';
import { TemporaryLog } from '../../../../libs/event-store/src/sqlite/testing/temporary-log.js';
import { copyLog } from './copy-log.js';
import { silent } from './progress.js';
import { storedForm } from './stored.form.js';

/** A log of its own, that lasts as long as a test. */
interface Place {
  open(): Promise<RestorableEventStore>;
  dispose(): Promise<void>;
}
type Kind = 'SQLite' | 'the double';

async function placeOf(kind: Kind): Promise<Place> {
  if (kind === 'SQLite') return new TemporaryLog();
  const on = await StoreOnDouble.start();
  return { open: async () => on.open(), dispose: () => on.dispose() };
}

const places: Place[] = [];
async function opened(kind: Kind): Promise<RestorableEventStore> {
  const place = await placeOf(kind);
  places.push(place);
  return place.open();
}
afterEach(async () => {
  await Promise.all(places.splice(0).map((place) => place.dispose()));
});

const copy = (source: RestorableEventStore, target: RestorableEventStore, redact = false) =>
  copyLog(source, target, { redact, progress: silent });
const read = (store: RestorableEventStore) => collect(store.readAll());
const forms = async (store: RestorableEventStore) => (await read(store)).map(storedForm);

/** Several streams, whose events lie between each other. */
async function record(store: RestorableEventStore, rounds = 4): Promise<readonly RecordedEvent[]> {
  await store.append('log', 'no-stream', [newEvent({ type: 'LogOpened', data: { logId: 'the-log' } })]);
  const streams = [newStream(), newStream(), newStream()];
  for (let round = 0; round < rounds; round++)
    for (const [n, stream] of streams.entries())
      await store.append(stream, round === 0 ? 'no-stream' : round * (n + 1) - 1, newEvents(n + 1));
  return read(store);
}

/** The store, but for its connection, which is lost after so many events. */
function cutAfter(store: RestorableEventStore, count: number): RestorableEventStore {
  let written = 0;
  return new Proxy(store, {
    get(of, name) {
      const value = Reflect.get(of, name) as unknown;
      if (name !== 'restore') return typeof value === 'function' ? (value.bind(of) as unknown) : value;
      return async (events: readonly RecordedEvent[]) => {
        const fits = events.slice(0, count - written);
        written += fits.length;
        if (fits.length > 0) await of.restore(fits);
        if (fits.length < events.length) throw new Error('the line was cut');
      };
    },
  });
}

describe.each<[Kind, Kind, number]>([
  ['SQLite', 'SQLite', 12],
  ['SQLite', 'the double', 5],
  ['the double', 'SQLite', 5],
])('a log that moves from %s to %s', (from, to, runs) => {
  it('is there to the byte, in its order, and recorded when it was', async () => {
    const [source, target] = [await opened(from), await opened(to)];
    const events = await record(source);
    expect(await copy(source, target)).toMatchObject({
      holds: true,
      logId: 'the-log',
      events: events.length,
      copied: events.length,
      alreadyThere: 0,
      named: [],
      sourceWentOn: false,
    });
    expect(await forms(target)).toEqual(events.map(storedForm));
  });

  it('is copied to its end when the copy was interrupted, wherever that was, and repeated', async () => {
    const source = await opened(from);
    const events = await record(source, 3);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(events.length), { maxLength: 2 }), async (cuts) => {
        const target = await opened(to);
        let there = 0;
        for (const cut of cuts) {
          await copy(source, cutAfter(target, cut)).catch(({ message }: Error) =>
            expect(message).toBe('the line was cut'),
          );
          there = Math.min(events.length, there + cut);
          expect(await read(target)).toHaveLength(there);
        }
        expect(await copy(source, target)).toMatchObject({
          holds: true,
          alreadyThere: there,
          copied: events.length - there,
        });
        expect(await forms(target)).toEqual(events.map(storedForm));
      }),
      { numRuns: runs },
    );
  });

  it('goes on with what was recorded after the first copy, and takes appends of its own then', async () => {
    const [source, target] = [await opened(from), await opened(to)];
    const { length } = await record(source);
    await copy(source, target);
    const stream = newStream();
    await source.append(stream, 'no-stream', newEvents(2));
    expect(await copy(source, target)).toMatchObject({ holds: true, alreadyThere: length, copied: 2 });
    await expect(target.append(stream, 1, newEvents(1))).resolves.toMatchObject({ revision: 2 });
  });

  it('is not copied over another log: the first event that differs is named, and nothing is written', async () => {
    const [source, target] = [await opened(from), await opened(to)];
    const [first] = await record(source);
    const [other] = await record(target, 1);
    const before = await forms(target);
    await expect(copy(source, target)).rejects.toThrow(
      `at index 0 it holds event ${other!.id} (revision 0 of log) where the source has event ${first!.id}`,
    );
    expect(await forms(target)).toEqual(before);
  });

  it('is not copied to where one event differs, or one more stands', async () => {
    const source = await opened(from);
    const events = await record(source);
    const changed = await opened(to);
    await changed.restore([...events.slice(0, 2), { ...events[2]!, recordedAt: '2020-01-01T00:00:00.000Z' }]);
    await expect(copy(source, changed)).rejects.toThrow(`at index 2 it holds event ${events[2]!.id}`);
    const longer = await opened(to);
    await longer.restore(events);
    await longer.append(newStream(), 'no-stream', newEvents(1));
    await expect(copy(source, longer)).rejects.toThrow(
      new RegExp(`at index ${events.length} .* and the source has ended`),
    );
  });

  it('has nothing to move where there is no log', async () => {
    const [source, target] = [await opened(from), await opened(to)];
    await expect(copy(source, target)).rejects.toThrow('There is no log at the source');
    expect(await target.head()).toBeUndefined();
  });
});

describe('a copy that is looked at', () => {
  it('does not hold where what was written is not what is there', async () => {
    const [source, target] = [await opened('SQLite'), await opened('SQLite')];
    const events = await record(source);
    const lossy = new Proxy(target, {
      get: (of, name) =>
        name === 'restore'
          ? (all: readonly RecordedEvent[]) => of.restore(all.slice(0, -1))
          : (Reflect.get(of, name) as () => unknown).bind(of),
    });
    expect(await copy(source, lossy)).toMatchObject({
      holds: false,
      differences: { MISSING: 1, CHANGED: 0, EXTRA: 0, REORDERED: 0 },
      named: [{ kind: 'MISSING', id: events.at(-1)!.id, index: events.length - 1 }],
    });
  });

  it('is not whole where the source went on meanwhile, and is after another run', async () => {
    const [source, target] = [await opened('SQLite'), await opened('SQLite')];
    const events = await record(source);
    const busy = new Proxy(target, {
      get: (of, name) =>
        name === 'restore'
          ? async (all: readonly RecordedEvent[]) => {
              await of.restore(all);
              await source.append(newStream(), 'no-stream', newEvents(1));
            }
          : (Reflect.get(of, name) as () => unknown).bind(of),
    });
    expect(await copy(source, busy)).toMatchObject({ holds: false, named: [], sourceWentOn: true });
    expect(await copy(source, target)).toMatchObject({ holds: true, events: events.length + 1, copied: 1 });
  });
});

describe('a redacted copy', () => {
  const SECRET = { text: 'A text that should not be there', salt: 'c2FsdA-of-the-secret', mac: 'bWFj-of-the-secret' };

  async function withheld(source: RestorableEventStore): Promise<RecordedEvent> {
    await record(source, 1);
    const texts = {
      '/data/title': { salt: SECRET.salt, commitment: 'Y29tbWl0bWVudA' },
      '/data/summary': { salt: 'another-salt', commitment: 'YW5vdGhlcg' },
    };
    const event = newEvent({
      data: { title: SECRET.text, summary: 'A summary that may be read' },
      texts,
      digest: { key: 'k', mac: SECRET.mac },
    });
    const { events } = await source.append(newStream(), 'no-stream', [event]);
    const data = { entry: event.id, path: '/data/title' };
    await source.append('log', 0, [newEvent({ type: 'TextWithheld', data })]);
    return events[0]!;
  }

  it.each<[Kind]>([['SQLite'], ['the double']])(
    'holds in %s, without the text and what it could be guessed by',
    async (to) => {
      const [source, target] = [await opened('SQLite'), await opened(to)];
      const secret = await withheld(source);
      const report = await copy(source, target, true);
      expect(report).toMatchObject({ holds: true, redacted: { events: 1, texts: 1 } });
      const events = await read(target);
      expect(ids(events)).toEqual(ids(await read(source)));
      expect(events.map(leafOf)).toEqual((await read(source)).map(leafOf));
      const copied = events.find(({ id }) => id === secret.id)!;
      expect(copied.data).toEqual({ summary: 'A summary that may be read' });
      expect(copied.texts).toEqual({ ...secret.texts, '/data/title': { commitment: 'Y29tbWl0bWVudA' } });
      expect(copied).not.toHaveProperty('digest');
    },
  );

  it('leaves no byte of it in a file', async () => {
    const source = await opened('SQLite');
    const place = new TemporaryLog();
    places.push(place);
    const target = await place.open();
    await withheld(source);
    await copy(source, target, true);
    const bytes = ['', '-wal'].map((suffix) => readFileSync(place.file + suffix, 'latin1')).join('');
    expect(bytes).toContain('A summary that may be read');
    for (const part of Object.values(SECRET)) expect(bytes).not.toContain(part);
  });

  it('is no beginning of a copy with the text, nor the other way round: the event is named', async () => {
    const [source, whole, without] = [await opened('SQLite'), await opened('SQLite'), await opened('SQLite')];
    const { id } = await withheld(source);
    await copy(source, whole);
    await expect(copy(source, whole, true)).rejects.toThrow(`it holds event ${id}`);
    await copy(source, without, true);
    await expect(copy(source, without)).rejects.toThrow(`it holds event ${id}`);
    expect(await copy(source, without, true)).toMatchObject({ holds: true, copied: 0 });
  });
});
