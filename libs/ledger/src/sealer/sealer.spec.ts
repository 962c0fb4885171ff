import { jest } from '@jest/globals';
import {
  openCheckpoint,
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
import { storedEvent, storedEvents, MemoryLog } from './testing/memory.log.js';
import { MemoryDisk } from '../files/testing/memory.disk.js';
import { MemoryHead } from '../head/testing/memory.head.js';
import { ed25519Signer } from '../notes/signer.js';
import { saveResume } from './resume.js';
import { headContract } from '../contract/head.contract.js';

/** Milliseconds; thousands of small trees, on machines that may have two busy cores. */
jest.setTimeout(120_000);

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
