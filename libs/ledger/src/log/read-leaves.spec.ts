import type { LogTexts, RecordedText } from '#event-store';
import { FileLedgerReader, verifyLedger } from '#ledger';
import { RESUME } from '../files/layout.js';
import { MemoryLog, storedEvents } from '../sealer/testing/memory.log.js';
import { parts, publishedBy, rootsOf, RunningSealer, sealAll } from '../sealer/testing/sealing.harness.js';
import { ReadingHere } from './testing/reading.here.js';

const COUNT = 300;

/** The same events in another form of text. */
function reformed(texts: LogTexts, form: (text: RecordedText) => RecordedText): LogTexts {
  return {
    follow: (...args) => texts.follow(...args),
    readAll: async function* (...args) {
      for await (const page of texts.readAll(...args)) yield page.map(form);
    },
  };
}

const indented = (text: string): string => JSON.stringify(JSON.parse(text), null, 1);

/** Ways in which a log comes to be read; each gives the same leaves. */
const WAYS = {
  'keeps text': () => ({}),
  'keeps none': (log: MemoryLog) => {
    log.texts = undefined;
    return {};
  },
  'is read by another thread': (log: MemoryLog) => ({ ahead: new ReadingHere(log) }),
  'is read by a thread that fails': (log: MemoryLog) => ({ ahead: new ReadingHere(log, 20, 3) }),
};

describe('leaves of a log', () => {
  it.each(Object.entries(WAYS))('are the same, and compared the same, where it %s', async (_what, way) => {
    const events = storedEvents(COUNT);
    const log = new MemoryLog(events);
    const on = parts({ log });
    const how = way(log);
    await sealAll(on, how);
    expect(publishedBy(on.disk)).toMatchObject({ size: COUNT, root: rootsOf(events)(COUNT) });
    const verify = async () => {
      const { findings } = await verifyLedger(new FileLedgerReader(on.disk, on.head), { log, ...how });
      return findings.map(({ kind, eventId }) => `${kind} ${eventId}`);
    };
    expect(await verify()).toEqual([]);
    for (const n of [7, 207])
      log.events[n] = { ...events[n]!, data: { ...events[n]!.data, summary: 'Nothing happened.' } };
    for (const n of [8, 208]) log.events[n] = { ...events[n]!, occurred: { ...events[n]!.occurred, edtf: '2025' } };
    const found = (n: number) => [`TEXT ${events[n]!.id}`, `CHANGED ${events[n + 1]!.id}`];
    expect((await verify()).sort()).toEqual([...found(7), ...found(207)].sort());
  });

  it('are those of the events where the text was written by another tool, with white space', async () => {
    const log = new MemoryLog(storedEvents(COUNT));
    const on = parts({ log });
    await sealAll(on);
    const another = (text: RecordedText) => ({ ...text, metadata: indented(text.metadata), data: indented(text.data) });
    log.texts = reformed(log.texts!, another);
    for (const how of [{}, { ahead: new ReadingHere(log) }]) {
      const report = await verifyLedger(new FileLedgerReader(on.disk, on.head), { log, ...how });
      expect(report).toMatchObject({ holds: true, size: COUNT, findings: [] });
    }
  });
});

describe('a thread that reads ahead', () => {
  it('is not started for a log that is short, and ends where it has reached the end of one that is long', async () => {
    const log = new MemoryLog(storedEvents(COUNT));
    const short = new ReadingHere(log, COUNT + 1);
    await sealAll(parts({ log }), { ahead: short });
    expect(short.pages).toBe(0);
    const long = new ReadingHere(log, 20);
    const running = new RunningSealer({ ...parts({ log }), ahead: long });
    await running.sealed(COUNT);
    expect(long.pages).toBeGreaterThan(0);
    expect(long.running).toBe(0);
    log.push(...storedEvents(COUNT + 3).slice(COUNT));
    await running.sealed(COUNT + 3);
    await running.stop();
  });

  it('ends where sealing is stopped, or verifying breaks off, while it reads', async () => {
    const log = new MemoryLog(storedEvents(COUNT));
    const ahead = new ReadingHere(log);
    const on = parts({ log });
    await sealAll(on);
    const stopped = new AbortController();
    const reader = new FileLedgerReader(on.disk, on.head);
    const onEntry = (index: number) => index === 100 && stopped.abort(new Error('enough'));
    await expect(verifyLedger(reader, { log, ahead, onEntry, signal: stopped.signal })).rejects.toThrow('enough');
    expect(ahead).toMatchObject({ running: 0 });
    const seen = ahead.pages;
    const running = new RunningSealer({ ...parts({ log }), ahead });
    while (ahead.pages === seen) await new Promise(setImmediate);
    await running.stop();
    expect(ahead).toMatchObject({ running: 0 });
  });

  it('lets an entry that differs from what was sealed be named by who seals', async () => {
    const log = new MemoryLog(storedEvents(COUNT));
    const on = parts({ log });
    await sealAll(on);
    on.disk.files.delete(RESUME);
    log.events[200] = { ...log.events[200]!, occurred: { ...log.events[200]!.occurred, edtf: '2025' } };
    const running = new RunningSealer({ ...on, ahead: new ReadingHere(log) });
    expect(await running.in('ALARM')).toMatchObject({
      problem: expect.stringContaining(`entry 200: SummaryWritten ${log.events[200]!.id}`),
      alarm: { code: 'ENTRY_CHANGED', at: { index: 200, eventId: log.events[200]!.id } },
    });
    await running.stop();
  });
});
