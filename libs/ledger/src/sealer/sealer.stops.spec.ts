import { jest } from '@jest/globals';
import { parts, publishedBy, rootsOf, RunningSealer, sealAll } from './testing/sealing.harness.js';
import { storedEvent, storedEvents, MemoryLog } from './testing/memory.log.js';

/** Milliseconds; thousands of small trees, on machines that may have two busy cores. */
jest.setTimeout(120_000);

const isAlarm = { state: 'ALARM' as const };

describe('sealing stops', () => {
  const sealedThen = async (count: number, change: (events: ReturnType<typeof storedEvents>) => void) => {
    const on = parts({ log: new MemoryLog(storedEvents(count)) });
    await sealAll(on);
    const sizes = on.head.sealed.length;
    on.disk.truncate('resume.json', 0);
    const events = storedEvents(count + 20);
    change(events);
    const running = new RunningSealer({ ...on, log: new MemoryLog(events) });
    const status = await running.until(({ state }) => state === 'ALARM' || state === 'LIVE');
    await running.stop();
    expect(on.head.sealed).toHaveLength(sizes);
    return status;
  };

  it('with the name of an event that was altered after it was sealed', async () => {
    const status = await sealedThen(300, (events) => {
      events[270] = { ...events[270]!, data: { ...events[270]!.data, n: 7 } };
    });
    const { id } = storedEvent(270);
    expect(status).toMatchObject({ ...isAlarm, alarm: { code: 'ENTRY_CHANGED', at: { index: 270, eventId: id } } });
    expect(status).toMatchObject({ problem: expect.stringContaining(`SummaryWritten ${id} (incident-`) });
    expect(status).toMatchObject({ problem: expect.stringContaining('differs from what was sealed in data') });
  });

  it('with the names of both where another event stands in the place of a sealed one', async () => {
    const status = await sealedThen(300, (events) => events.splice(100, 1));
    expect(status).toMatchObject({ ...isAlarm, alarm: { code: 'ENTRY_CHANGED', at: { index: 100 } } });
    const problem = (status as { problem: string }).problem;
    expect(problem).toContain(storedEvent(101).id);
    expect(problem).toContain(`stands where SummaryWritten ${storedEvent(100).id}`);
  });

  it('while the log is behind the ledger, and goes on once it holds again what was sealed', async () => {
    const events = storedEvents(320);
    const on = parts({ log: new MemoryLog(events.slice(0, 300)) });
    await sealAll(on);
    const restored = new MemoryLog(events.slice(0, 200));
    const running = new RunningSealer({ ...on, log: restored });
    const status = await running.in('BEHIND');
    expect(status).toMatchObject({ size: 300, logSize: 200, problem: expect.stringContaining('older backup') });
    restored.push(...events.slice(200, 250));
    await running.until((now) => now.state === 'BEHIND' && now.logSize === 250);
    expect(on.head.sealed).toHaveLength(1);
    restored.push(...events.slice(250));
    await running.sealed(320);
    await running.stop();
    expect(publishedBy(on.disk)?.root).toEqual(rootsOf(events)(320));
  });

  it('where a restored log grows in another direction', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(300)) });
    await sealAll(on);
    const restored = new MemoryLog(storedEvents(200));
    const running = new RunningSealer({ ...on, log: restored });
    await running.in('BEHIND');
    restored.push(...Array.from({ length: 200 }, (_, n) => storedEvent(1_000 + n)));
    await expect(running.in('ALARM')).resolves.toMatchObject({ alarm: { code: 'ENTRY_CHANGED', at: { index: 200 } } });
    await running.stop();
    expect(on.head.sealed).toHaveLength(1);
  });

  it.each([
    ['an entry', 'entries/000000', 40, { index: 0 }],
    ['a leaf hash', 'tiles/0/000000', 32 * 599, { index: 599 }],
    ['a hash above', 'tiles/1/000000', 5, { index: 255 }],
    ['the length of an entry', 'entries/000000', 1, { index: 0 }],
    ['the end of a bundle', 'entries/bundles', 5, { index: 0 }],
  ])('where %s on disk has changed', async (_, file, byte, at) => {
    const on = parts({ log: new MemoryLog(storedEvents(600)) });
    await sealAll(on);
    on.disk.files.get(file)!.bytes[byte]! ^= 1;
    const running = new RunningSealer(on);
    const status = await running.in('ALARM');
    expect(status).toMatchObject({ alarm: { code: 'TREE_DAMAGED', at } });
    await running.stop();
  });

  it('where the whole tree on disk is another one than was signed', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(300)) });
    await sealAll(on);
    const forged = parts({ log: new MemoryLog(storedEvents(300).reverse()) });
    await sealAll(forged);
    const running = new RunningSealer({ ...on, disk: forged.disk });
    await expect(running.in('ALARM')).resolves.toMatchObject({ alarm: { code: 'TREE_DAMAGED' } });
    await running.stop();
  });

  it('under another name than the ledger has', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(3)) });
    await sealAll(on);
    const running = new RunningSealer({ ...on, origin: 'example.org/other' });
    const problem = 'this ledger is called example.org/log, and example.org/other is configured';
    await expect(running.in('ALARM')).resolves.toMatchObject({ problem: expect.stringContaining(problem) });
    await running.stop();
  });
});
