import { jest } from '@jest/globals';
import fc from 'fast-check';
import { MemoryDisk } from '../files/testing/memory.disk.js';
import { MemoryHead } from '../head/testing/memory.head.js';
import { parts, publishedBy, rootsOf, RunningSealer, sealAll } from './testing/sealing.harness.js';
import { MemoryLog, storedEvents } from './testing/memory.log.js';

/** Milliseconds; thousands of small trees, on machines that may have two busy cores. */
jest.setTimeout(120_000);

const EVENTS = storedEvents(330);
const ROOTS = rootsOf(EVENTS);
/** Batches that end within bundles, at their ends, and span more than one. */
const BATCH = 110;

/** Runs until all is sealed or something dies. */
async function runUntilDeath(log: MemoryLog, head: MemoryHead, disk: MemoryDisk): Promise<void> {
  const running = new RunningSealer({ log, head, disk, batch: BATCH });
  await running.until(
    ({ state, size }) => state === 'RETRYING' || state === 'ALARM' || (state === 'LIVE' && size === EVENTS.length),
  );
  await running.stop();
}

async function expectOneTree(head: MemoryHead, disk: MemoryDisk, published: ReturnType<typeof publishedBy>) {
  await sealAll({ log: new MemoryLog(EVENTS), head, disk }, { batch: BATCH });
  const sizes = head.sealed.map(({ size }) => size);
  expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
  for (const { size, root } of head.sealed) expect(root).toEqual(ROOTS(size));
  expect(publishedBy(disk)).toMatchObject({ size: EVENTS.length, root: ROOTS(EVENTS.length) });
  // What anyone has seen stays true.
  if (published) expect(sizes).toContain(published.size);
}

describe('after a crash', () => {
  let writes: number;
  beforeAll(async () => {
    const on = parts({ log: new MemoryLog(EVENTS) });
    await sealAll(on, { batch: BATCH });
    writes = on.disk.writes;
  });

  it.each([
    ['the process', () => 0],
    ['the machine, losing all that was not synced', () => 1],
    ['the machine, losing half of it', () => 0.5],
    ['the machine, losing the hashes and not the entries', (file: string) => Number(file.startsWith('tiles'))],
    ['the machine, losing the entries and not the hashes', (file: string) => Number(file.startsWith('entries/0'))],
  ])('of %s at any write the same tree goes on', async (_, lost) => {
    for (let at = 1; at <= writes; at++) {
      const [head, disk] = [new MemoryHead(), new MemoryDisk()];
      disk.dieAt = at;
      await runUntilDeath(new MemoryLog(EVENTS), head, disk);
      const restarted = disk.afterPowerLoss(lost);
      await expectOneTree(head, restarted, publishedBy(restarted));
    }
    expect(writes).toBeGreaterThan(20);
  });

  it('and another while it recovers, the same tree goes on', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        async (deaths, lost) => {
          const head = new MemoryHead();
          let disk = new MemoryDisk();
          for (const dieAt of deaths) {
            disk.dieAt = dieAt;
            await runUntilDeath(new MemoryLog(EVENTS), head, disk);
            disk = disk.afterPowerLoss(() => lost);
          }
          await expectOneTree(head, disk, publishedBy(disk));
        },
      ),
      { numRuns: 20 },
    ));

  it.each(['before', 'after'] as const)('%s the head was moved the same tree goes on', async (when) => {
    for (let nth = 1; nth <= 3; nth++) {
      const [head, disk] = [new MemoryHead(), new MemoryDisk()];
      let calls = 0;
      head.onAdvance = (now) => {
        if (now === when && ++calls === nth) throw new Error('the database is away');
      };
      await runUntilDeath(new MemoryLog(EVENTS), head, disk);
      expect(calls).toBe(nth);
      const restarted = disk.afterPowerLoss(() => 1);
      await expectOneTree(head, restarted, publishedBy(restarted));
    }
  });
});

describe('two sealers at once', () => {
  // Each believes to hold the lease, as one does that slept past its time.
  it('make one tree, whoever is faster', () =>
    fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        async (scheduler, a, b) => {
          const events = EVENTS.slice(0, 150);
          const head = new MemoryHead();
          head.onAdvance = () => scheduler.schedule(Promise.resolve());
          const disks = [new MemoryDisk(), new MemoryDisk()];
          const sealers = [a, b].map(
            (batch, n) =>
              new RunningSealer({ log: new MemoryLog(events), head, disk: disks[n]!, batch, within: 1, leaseFor: 0 }),
          );
          let done = false;
          const all = Promise.all(sealers.map((sealer) => sealer.sealed(events.length))).then(() => (done = true));
          while (!done) {
            if (scheduler.count() > 0) await scheduler.waitOne();
            else await new Promise((resolve) => setImmediate(resolve));
          }
          await all;
          head.onAdvance = () => {};
          await Promise.all(sealers.map((sealer) => sealer.stop()));
          const sizes = head.sealed.map(({ size }) => size);
          expect(sizes).toEqual([...new Set(sizes)].sort((x, y) => x - y));
          for (const { size, root } of head.sealed) expect(root).toEqual(ROOTS(size));
          for (const disk of disks) expect(publishedBy(disk)?.root).toEqual(ROOTS(events.length));
        },
      ),
      { numRuns: 25 },
    ));
});
