import { jest } from '@jest/globals';
import { type HeadStore, FileLedgerReader, eventProof } from '#ledger';
import { parts, publishedBy, rootsOf, RunningSealer, sealAll } from './testing/sealing.harness.js';
import { storedEvent, storedEvents, MemoryLog } from './testing/memory.log.js';
import { MemoryDisk } from '../files/testing/memory.disk.js';
import { MemoryHead } from '../head/testing/memory.head.js';

/** Milliseconds; thousands of small trees, on machines that may have two busy cores. */
jest.setTimeout(120_000);

describe('a node', () => {
  it('that has lost its files makes them again from the log, and only if they are what was signed', async () => {
    const events = storedEvents(600);
    const on = parts({ log: new MemoryLog(events) });
    await sealAll(on);
    const disk = new MemoryDisk();
    await sealAll({ ...on, disk });
    expect(publishedBy(disk)).toMatchObject({ size: 600 });
    expect(on.head.sealed).toHaveLength(1);
    const altered = storedEvents(700);
    altered[5] = storedEvent(5, { type: 'Other' });
    const running = new RunningSealer({ ...on, log: new MemoryLog(altered), disk: new MemoryDisk() });
    await expect(running.in('ALARM')).resolves.toMatchObject({ alarm: { code: 'HEAD_DIFFERS', at: { index: 599 } } });
    await running.stop();
    expect(on.head.sealed).toHaveLength(1);
  });

  it('that has lost a part of them makes that part again', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(700)) });
    await sealAll(on);
    for (const lose of [
      'nothing',
      'tiles/1/000000',
      'entries/bundles',
      'ids/000000.tail',
      'checkpoint',
      'resume.json',
    ]) {
      on.disk.truncate(lose, 0);
      await sealAll(on);
      expect(publishedBy(on.disk)?.size).toBe(700);
      const reader = new FileLedgerReader(on.disk, on.head);
      expect((await eventProof(reader, storedEvent(600).id))?.index).toBe(600);
    }
    expect(on.head.sealed).toHaveLength(1);
  });

  it('without a key serves what another one signs', async () => {
    const events = storedEvents(500);
    const on = parts({ log: new MemoryLog(events.slice(0, 300)) });
    const disk = new MemoryDisk();
    const following = new RunningSealer({ ...on, disk, signers: [] });
    await following.in('LIVE');
    expect(publishedBy(disk)).toBeUndefined();
    await sealAll(on);
    on.log.push(...events.slice(300));
    await sealAll(on);
    await following.sealed(500);
    await following.stop();
    expect(publishedBy(disk)?.root).toEqual(rootsOf(events)(500));
    expect(on.head.sealed.map(({ size }) => size)).toEqual([300, 500]);
  });

  it('says that its log is behind what another one has sealed, once that lasts', async () => {
    const events = storedEvents(500);
    const on = parts({ log: new MemoryLog(events) });
    await sealAll(on);
    const behind = new MemoryLog(events.slice(0, 400));
    const running = new RunningSealer({ ...on, log: behind, disk: new MemoryDisk(), patience: 50 });
    await running.in('CATCHING_UP');
    await expect(running.in('BEHIND')).resolves.toMatchObject({ logSize: 400, size: 500 });
    behind.push(...events.slice(400));
    await running.sealed(500);
    await running.stop();
    expect(on.head.sealed).toHaveLength(1);
  });

  it('tries again when the head is away', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(3)) });
    let failures = 2;
    on.head.onAdvance = () => {
      if (failures-- > 0) throw new Error('the database is away');
    };
    const running = new RunningSealer({ ...on, retryAfter: 1 });
    await running.sealed(3);
    await running.stop();
    expect(running.statuses).toContainEqual(
      expect.objectContaining({ state: 'RETRYING', size: 0, problem: 'the database is away' }),
    );
  });
});

describe('of two nodes that could sign', () => {
  /** Another way to the head, as of another process: it counts who signs, and can be cut. */
  function wayTo(head: MemoryHead) {
    const way = { cut: false, signed: [] as number[] };
    const through = <Args extends unknown[], T>(call: (...args: Args) => Promise<T>) => {
      return async (...args: Args): Promise<T> => {
        if (way.cut) throw new Error('the node was killed');
        return call(...args);
      };
    };
    const store: HeadStore = {
      where: head.where,
      current: through(() => head.current()),
      advance: through(async (...args: Parameters<HeadStore['advance']>) => {
        const done = await head.advance(...args);
        if (done) way.signed.push(args[1].size);
        return done;
      }),
      lease: through((...args: Parameters<HeadStore['lease']>) => head.lease(...args)),
      release: through((node: string) => head.release(node)),
      sealer: through(() => head.sealer()),
      at: through((size: number) => head.at(size)),
      list: through((range: Parameters<HeadStore['list']>[0]) => head.list(range)),
      keys: through(() => head.keys()),
      close: async () => {},
    };
    return Object.assign(way, { store });
  }

  it('one signs and the other follows; when the first is killed, the other takes over', async () => {
    const events = storedEvents(900);
    const log = new MemoryLog(events.slice(0, 300));
    const head = new MemoryHead();
    const node = async (leaseFor: number) => {
      const disk = new MemoryDisk();
      const way = wayTo(head);
      const running = new RunningSealer({ log, head: way.store, disk, leaseFor });
      await running.in('LIVE');
      return { disk, way, running };
    };
    const first = await node(500);
    await first.running.sealed(300);
    const second = await node(500);
    await second.running.sealed(300);
    log.push(...events.slice(300, 600));
    for (const { running } of [first, second]) await running.sealed(600);
    expect(second.way.signed).toEqual([]);
    const { node: signing } = first.running.sealer.status();
    expect(second.running.sealer.status()).toMatchObject({ state: 'LIVE', sealer: signing });
    expect(second.running.sealer.status().node).not.toBe(signing);

    first.way.cut = true;
    log.push(...events.slice(600));
    await second.running.sealed(900);
    const { node: next } = second.running.sealer.status();
    expect(second.running.sealer.status().sealer).toBe(next);
    expect(second.way.signed.at(-1)).toBe(900);
    for (const { size, root } of head.sealed) expect(root).toEqual(rootsOf(events)(size));

    // Back again, it follows.
    first.way.cut = false;
    await first.running.stop();
    const again = new RunningSealer({ log, head, disk: first.disk });
    await again.sealed(900);
    expect(again.sealer.status()).toMatchObject({ node: signing, sealer: next });
    await Promise.all([again.stop(), second.running.stop()]);
  });

  it('the other need not wait where the first was stopped in order', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(3)) });
    const first = new RunningSealer(on);
    await first.sealed(3);
    const second = new RunningSealer({ ...on, disk: new MemoryDisk() });
    await second.sealed(3);
    await first.stop();
    on.log.push(storedEvent(3));
    await second.sealed(4);
    await second.stop();
    await expect(on.head.sealer()).resolves.toBeUndefined();
  });
});
