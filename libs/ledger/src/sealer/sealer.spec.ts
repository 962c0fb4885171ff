import { jest } from '@jest/globals';
import { type HeadStore, openCheckpoint } from '#ledger';
import {
  NotSealedError,
  FileLedgerReader,
  eventProof,
  verifyTlogProof,
  consistencyProof,
  verifyConsistency,
} from '#ledger';
import {
  leavesOfEvents,
  ORIGIN,
  parts,
  publishedBy,
  rootsOf,
  RunningSealer,
  sealAll,
  SIGNER,
} from './testing/sealing.harness.js';
import { storedEvent, storedEvents } from './testing/memory.log.js';
import { MemoryDisk } from '../files/testing/memory.disk.js';
import { MemoryHead } from '../head/testing/memory.head.js';
import { MemoryLog } from './testing/memory.log.js';
import { ed25519Signer } from '../notes/signer.js';
import { saveResume } from './resume.js';
import { headContract } from '../contract/head.contract.js';

/** Milliseconds; thousands of small trees, on machines that may have two busy cores. */
jest.setTimeout(120_000);

const isAlarm = { state: 'ALARM' as const };

headContract('the head of these tests', async () => {
  const head = new MemoryHead();
  return { open: async () => head, close: async () => {} };
});

describe('sealing', () => {
  it('signs the tree over the leaves of all events, in the order of the log', async () => {
    const events = storedEvents(700);
    const on = parts({ log: new MemoryLog(events) });
    await sealAll(on);
    const { size, root } = publishedBy(on.disk)!;
    expect(size).toBe(700);
    expect(root).toEqual(rootsOf(events)(700));
  });

  it('makes a checkpoint at 256 new entries at once, and with fewer when their time is over', async () => {
    const on = parts();
    const running = new RunningSealer({ ...on, within: 60_000 });
    await running.in('LIVE');
    on.log.push(...storedEvents(256));
    await running.sealed(256);
    await running.stop();
    const quick = new RunningSealer({ ...on, within: 5 });
    await quick.in('LIVE');
    on.log.push(storedEvent(256));
    await quick.sealed(257);
    await quick.stop();
    expect(on.head.sealed.map(({ size }) => size)).toEqual([256, 257]);
  });

  it('makes none without growth', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(3)) });
    const running = new RunningSealer({ ...on, within: 1 });
    await running.sealed(3);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await running.stop();
    expect(on.head.sealed).toHaveLength(1);
  });

  it('seals what it has read before it stops', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(10)) });
    const running = new RunningSealer({ ...on, within: 60_000 });
    await running.in('LIVE');
    await running.stop();
    expect(publishedBy(on.disk)?.size).toBe(10);
  });

  it('goes on with the same tree after a restart', async () => {
    const events = storedEvents(1_000);
    const on = parts({ log: new MemoryLog(events.slice(0, 300)) });
    await sealAll(on);
    on.log.push(...events.slice(300));
    await sealAll(on);
    for (const { size, root } of on.head.sealed) expect(root).toEqual(rootsOf(events)(size));
    expect(publishedBy(on.disk)?.size).toBe(1_000);
  });

  it('goes on with the same tree after the log has moved to another store', async () => {
    const events = storedEvents(600);
    const on = parts({ log: new MemoryLog(events.slice(0, 300)) });
    await sealAll(on);
    await sealAll({ ...on, log: new MemoryLog(events, 7) });
    expect(publishedBy(on.disk)?.root).toEqual(rootsOf(events)(600));
  });

  it('believes where it was in the log only if the event is there', async () => {
    const events = storedEvents(20);
    const on = parts({ log: new MemoryLog(events.slice(0, 10)) });
    await sealAll(on);
    saveResume(on.disk, { index: 3, eventId: events[9]!.id, after: 1_080n as never });
    on.log.push(...events.slice(10));
    const running = new RunningSealer(on);
    const alarm = await running.in('ALARM');
    // The place was right and its index wrong: what follows is compared, and found out.
    expect(alarm).toMatchObject({ alarm: { code: 'ENTRY_CHANGED' } });
    await running.stop();
    on.disk.replace('resume.json', Buffer.from('{"index":9,"eventId":"another"}'));
    await sealAll(on);
    on.disk.replace('resume.json', Buffer.from('{"ind'));
    await sealAll(on);
    expect(publishedBy(on.disk)?.size).toBe(20);
  });

  it('gives proofs of every event and between all checkpoints', async () => {
    const events = storedEvents(600);
    const on = parts({ log: new MemoryLog(events.slice(0, 200)) });
    await sealAll(on);
    on.log.push(...events.slice(200));
    await sealAll(on, { batch: 90 });
    const reader = new FileLedgerReader(on.disk, on.head);
    const leaves = leavesOfEvents(events);
    for (const [n, event] of events.entries()) {
      const proof = (await eventProof(reader, event.id))!;
      expect(verifyTlogProof(proof, leaves[n]!, [SIGNER.verifier])).toMatchObject({ size: 600, origin: ORIGIN });
      expect(proof.index).toBe(n);
    }
    const heads = on.head.sealed;
    for (const older of heads)
      for (const newer of heads.filter(({ size }) => size >= older.size))
        verifyConsistency(older, newer, (await consistencyProof(reader, older.size, newer.size)).hashes);
    expect(heads.length).toBeGreaterThan(4);
    await expect(eventProof(reader, '00000000-0000-5000-8000-000000000000')).resolves.toBeUndefined();
    await expect(consistencyProof(reader, 3, 601)).rejects.toThrow(NotSealedError);
  });

  it('shows nothing that no published checkpoint covers', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(300)) });
    await sealAll(on);
    const reader = new FileLedgerReader(on.disk, on.head);
    await expect(reader.entryBundle(1, 44)).resolves.toHaveLength((await reader.entryBundle(1, 44)).length);
    await expect(reader.entryBundle(1, 45)).rejects.toThrow('in the tree of 300');
    await expect(reader.tile({ level: 1, index: 0, width: 2 })).rejects.toThrow(NotSealedError);
    await expect(reader.tile({ level: 0, index: 0, width: 0 })).rejects.toThrow(NotSealedError);
    await expect(reader.tile({ level: 1, index: 0, width: 1 })).resolves.toHaveLength(32);
    const fresh = new FileLedgerReader(new MemoryDisk(), on.head);
    await expect(fresh.checkpoint()).resolves.toBeUndefined();
    await expect(fresh.checkpointAt(300)).resolves.toBeUndefined();
    await expect(fresh.tile({ level: 0, index: 0, width: 1 })).rejects.toThrow(NotSealedError);
  });

  it('signs with each key while one replaces another, and keeps which signed what', async () => {
    const events = storedEvents(30);
    const on = parts({ log: new MemoryLog(events.slice(0, 10)) });
    const next = ed25519Signer(ORIGIN, Buffer.alloc(32, 10));
    await sealAll(on);
    on.log.push(...events.slice(10, 20));
    await sealAll(on, { signers: [SIGNER, next] });
    on.log.push(...events.slice(20));
    await sealAll(on, { signers: [next] });
    await expect(on.head.keys()).resolves.toEqual([
      { vkey: SIGNER.vkey, firstSize: 10, lastSize: 20 },
      { vkey: next.vkey, firstSize: 20, lastSize: 30 },
    ]);
    const overlap = (await on.head.at(20))!.checkpoint;
    for (const key of [SIGNER, next]) expect(openCheckpoint(overlap, [key.verifier]).size).toBe(20);
  });
});

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
