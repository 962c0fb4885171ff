import type { RecordedEvent } from '../event-store.port.js';
import { bytes, collect, newEvents, newStream } from '#event-store/contract';
import { TemporaryLog } from './testing/temporary-log.js';

describe('a log that moves house', () => {
  let from: TemporaryLog;
  let to: TemporaryLog;
  beforeEach(() => {
    from = new TemporaryLog();
    to = new TemporaryLog();
  });
  afterEach(() => Promise.all([from.dispose(), to.dispose()]));

  async function recorded(): Promise<RecordedEvent[]> {
    const store = await from.open({ clockOffset: -86_400_000 });
    const [left, right] = [newStream(), newStream()];
    await store.append(left, 'no-stream', newEvents(2));
    await store.append(right, 'no-stream', newEvents(1));
    await store.append(left, 1, newEvents(1));
    return collect(store.readAll());
  }

  it('keeps every event to the byte, with its stamp, and the order of all', async () => {
    const events = await recorded();
    const store = await to.open();
    await store.restore(events);
    expect((await collect(store.readAll())).map(bytes)).toEqual(events.map(bytes));
  });

  it('goes on where it was interrupted, and repeats nothing', async () => {
    const events = await recorded();
    const store = await to.open();
    await store.restore(events.slice(0, 2));
    await store.restore(events);
    expect((await collect(store.readAll())).map(bytes)).toEqual(events.map(bytes));
  });

  it('refuses a gap, and writes nothing of that part', async () => {
    const events = await recorded();
    const store = await to.open();
    await expect(store.restore([...events.slice(2), ...events.slice(0, 1)])).rejects.toMatchObject({
      name: 'ConcurrencyError',
      expected: 1,
      actual: 'no-stream',
    });
    expect(await store.head()).toBeUndefined();
  });

  it('goes on appending after the restored events', async () => {
    const events = await recorded();
    const store = await to.open();
    await store.restore(events);
    const { stream } = events[0] as RecordedEvent;
    await expect(store.append(stream, 2, newEvents(1))).resolves.toMatchObject({ revision: 3 });
  });
});
