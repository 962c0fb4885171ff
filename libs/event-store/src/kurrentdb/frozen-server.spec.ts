import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, ids, newEvents, newStream, pullEvents, pullUntilCaughtUp } from '#event-store/contract';
import { startDoubleProcess } from '../../../../test/kurrentdb-double/index.js';
import { KurrentDbEventStore } from './kurrentdb-event-store.js';
import { QUICK } from './testing/store-on-double.js';

const SILENT = 'it does not answer';

describe('the KurrentDB store on a server whose process is stopped', () => {
  it('tells its followers, and goes on with them and with appends when the process goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'on-record-'));
    const double = await startDoubleProcess({ file: join(folder, 'log.jsonl') });
    const store = new KurrentDbEventStore({ connectionString: double.connectionString, ...QUICK, patience: 1_000 });
    const following = new AbortController();
    const follow = () => store.follow('beginning', { signal: following.signal })[Symbol.asyncIterator]();
    try {
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(2));
      const messages = follow();
      await pullUntilCaughtUp(messages);
      double.freeze();
      await expect(messages.next()).rejects.toMatchObject({ name: 'LogUnavailableError' });
      const events = newEvents(1);
      const lost = store.append(stream, 1, events, { deadline: 500 });
      expect(['LogUnavailableError', 'DeadlineExceededError']).toContain(await lost.catch(({ name }: Error) => name));
      // By then the silence is known: who asks for longer than it may last is not kept waiting for the deadline.
      const knowing = new KurrentDbEventStore({
        connectionString: double.connectionString,
        ...QUICK,
        silentFor: 1_000,
      });
      const refused = () =>
        knowing.append(stream, 1, events, { deadline: 30_000 }).catch((error: Error) => error.message);
      expect(await Promise.all([refused(), refused()])).toEqual(Array(2).fill(expect.stringContaining(SILENT)));
      expect(await refused()).toContain(SILENT);
      await knowing.close();
      double.thaw();
      for (;;) {
        const appended = await store.append(stream, 1, events).catch(() => undefined);
        if (appended) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(ids(await pullEvents(follow(), [stream], 3)).slice(2)).toEqual(ids(events));
      expect(await collect(store.readStream(stream))).toHaveLength(3);
    } finally {
      double.thaw();
      following.abort();
      await store.close();
      await double.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
