import { jest } from '@jest/globals';
import { FileLedgerReader, signCheckpoint, verifyLedger, type VerifyOptions } from '#ledger';
import type { JsonObject, StoredEvent } from '#domain';
import { ed25519Signer } from '../notes/signer.js';
import { MemoryLog, storedEvent, storedEvents } from '../sealer/testing/memory.log.js';
import { ORIGIN, parts, rootsOf, sealAll, SIGNER } from '../sealer/testing/sealing.harness.js';

/** Milliseconds; thousands of small trees, on machines that may have two busy cores. */
jest.setTimeout(120_000);

const COUNT = 600;
const sealed = async (events = storedEvents(COUNT)) => {
  const on = parts({ log: new MemoryLog(events) });
  await sealAll(on, { batch: 150 });
  return { ...on, reader: new FileLedgerReader(on.disk, on.head) };
};
const id = (n: number) => storedEvent(n).id;

/** What is found, as `KIND index` or `KIND event`. */
async function find(on: Awaited<ReturnType<typeof sealed>>, options: VerifyOptions = { log: on.log }) {
  const { findings, holds, counts } = await verifyLedger(on.reader, options);
  expect(holds).toBe(findings.length === 0);
  return { findings, counts, kinds: findings.map(({ kind, index, eventId }) => `${kind} ${eventId ?? index}`) };
}

/** As an insider would: straight into what is stored. */
async function tampered(tamper: (events: StoredEvent[]) => void) {
  const on = await sealed();
  tamper(on.log.events);
  return find(on);
}

const textless = (event: StoredEvent): StoredEvent => {
  const { summary: _, ...data } = event.data;
  return { ...event, data: data as JsonObject };
};

describe('verifying', () => {
  it('an honest ledger finds nothing, and says what was looked at', async () => {
    const on = await sealed();
    on.log.push(storedEvent(COUNT), storedEvent(COUNT + 1));
    const progress: number[] = [];
    const report = await verifyLedger(on.reader, { log: on.log, onProgress: (done) => progress.push(done) });
    expect(report).toMatchObject({ holds: true, size: COUNT, checkpoints: on.head.sealed.length, unsealed: 2 });
    expect(report.checkpoints).toBeGreaterThan(2);
    expect(progress).toEqual([256, 512, 600]);
    await expect(verifyLedger(on.reader)).resolves.toMatchObject({ holds: true, unsealed: undefined });
  });

  it('an empty one finds nothing', async () => {
    const on = parts();
    const reader = new FileLedgerReader(on.disk, on.head);
    await expect(verifyLedger(reader, { log: on.log })).resolves.toMatchObject({ holds: true, size: 0, unsealed: 0 });
  });

  it('names an event whose row was edited, and what in it', async () => {
    const { kinds, findings } = await tampered((events) => {
      events[300] = { ...events[300]!, occurred: { ...events[300]!.occurred, edtf: '2026-01-15' } };
    });
    expect(kinds).toEqual([`CHANGED ${id(300)}`]);
    expect(findings[0]).toMatchObject({ index: 300, message: expect.stringContaining('was sealed in occurred') });
  });

  it('names an event that was deleted, and no other', async () => {
    const { kinds } = await tampered((events) => events.splice(300, 1));
    expect(kinds).toEqual([`MISSING ${id(300)}`]);
  });

  it('names all that a restored backup lacks', async () => {
    const { kinds } = await tampered((events) => events.splice(590));
    expect(kinds).toEqual(Array.from({ length: 10 }, (_, n) => `MISSING ${id(590 + n)}`));
  });

  it('names an event that was put in behind the server’s back', async () => {
    const { kinds, findings } = await tampered((events) => events.splice(300, 0, storedEvent(5_000)));
    expect(kinds).toEqual([`EXTRA ${id(5_000)}`]);
    expect(findings[0]!.message).toContain('stands at 300 in the log and was never sealed');
  });

  it('names both of two events that were swapped', async () => {
    const { kinds } = await tampered((events) => {
      [events[300], events[303]] = [events[303]!, events[300]!];
    });
    expect(kinds).toContain(`REORDERED ${id(300)}`);
    expect(kinds).toContain(`REORDERED ${id(303)}`);
    expect(kinds.filter((kind) => !kind.startsWith('REORDERED'))).toEqual([]);
  });

  it('names an event that was replaced by one of the same id, stream and revision', async () => {
    const { kinds } = await tampered((events) => {
      events[10] = storedEvent(5_000, { id: id(10), stream: events[10]!.stream, revision: events[10]!.revision });
    });
    expect(kinds).toEqual([`TEXT ${id(10)}`, `CHANGED ${id(10)}`]);
  });

  it('names each of several things at once', async () => {
    const { counts } = await tampered((events) => {
      events[7] = { ...events[7]!, type: 'Other' };
      events.splice(100, 2);
      events.splice(200, 0, storedEvent(5_000));
      events.splice(400, 1);
    });
    expect(counts).toEqual({ CHANGED: 1, MISSING: 3, EXTRA: 1 });
  });

  it('names a title that was edited, although the leaf does not hold it', async () => {
    const { kinds, findings } = await tampered((events) => {
      events[20] = { ...events[20]!, data: { ...events[20]!.data, summary: 'Nothing happened.' } };
    });
    expect(kinds).toEqual([`TEXT ${id(20)}`]);
    expect(findings[0]).toMatchObject({ path: '/data/summary' });
    expect(findings[0]!.message).not.toContain('Nothing happened');
  });

  it('lets a text be missing only where a TextWithheld names it', async () => {
    const withheld = storedEvent(COUNT - 1, {
      type: 'TextWithheld',
      stream: 'log',
      revision: 0,
      data: { entry: id(20), path: '/data/summary' },
      texts: undefined,
    });
    const events = storedEvents(COUNT - 1);
    const on = await sealed([...events, withheld]);
    on.log.events[20] = textless(on.log.events[20]!);
    await expect(find(on)).resolves.toMatchObject({ kinds: [] });
    on.log.events[21] = textless(on.log.events[21]!);
    const { kinds, findings } = await find(on);
    expect(kinds).toEqual([`TEXT ${id(21)}`]);
    expect(findings[0]!.message).toContain('is gone, and no TextWithheld names it');
  });

  it('finds a gap in a stream, also with room for a few streams only', async () => {
    const events = storedEvents(COUNT).filter((_, n) => n !== 200);
    const on = await sealed(events);
    const gap = [`GAP ${id(207)}`];
    await expect(find(on)).resolves.toMatchObject({ kinds: gap });
    const { kinds } = await find(on, { streamsAtOnce: 4 });
    expect([...new Set(kinds)]).toEqual(gap);
  });

  it('finds a gap behind the last entry, also with room for a few streams only', async () => {
    const on = await sealed();
    on.log.push(storedEvent(COUNT), storedEvent(COUNT + 1, { revision: 400 }), storedEvent(COUNT + 2));
    const { kinds, findings } = await find(on);
    expect(kinds).toEqual([`GAP ${id(COUNT + 1)}`]);
    expect(findings[0]!.message).toContain('at 601 in the log and not sealed yet');
    expect([...new Set((await find(on, { log: on.log, streamsAtOnce: 4 })).kinds)]).toEqual(kinds);
  });

  it('counts what it does not keep', async () => {
    const on = await sealed();
    on.log.events.splice(100, 300);
    const { findings, counts } = await verifyLedger(on.reader, { log: on.log, limit: 5 });
    expect(findings).toHaveLength(5);
    expect(counts).toEqual({ MISSING: 300 });
  });

  it('can be called off', async () => {
    const on = await sealed();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(verifyLedger(on.reader, { signal })).rejects.toThrow('enough');
  });
});

describe('verifying the ledger’s own files', () => {
  it.each([
    ['an entry', 'entries/000000', 100, 'entry 0 does not have the hash'],
    ['a leaf hash', 'tiles/0/000000', 32 * 300, 'entry 300 does not have the hash'],
    ['a hash above', 'tiles/1/000000', 33, 'hash 1 of tile level 1 does not follow'],
  ])('finds a flipped bit in %s', async (_, file, byte, message) => {
    const on = await sealed();
    for (let bit = 0; bit < 8; bit++) {
      on.disk.files.get(file)!.bytes[byte]! ^= 1 << bit;
      const { findings } = await find(on, {});
      expect(findings.filter(({ kind }) => kind === 'TREE').map((found) => found.message)).toContainEqual(
        expect.stringContaining(message),
      );
      on.disk.files.get(file)!.bytes[byte]! ^= 1 << bit;
    }
    await expect(find(on, {})).resolves.toMatchObject({ kinds: [] });
  });

  it('finds a checkpoint over another tree, and one that no known key signed', async () => {
    const on = await sealed();
    const forger = ed25519Signer(ORIGIN, Buffer.alloc(32, 77));
    const head = { size: on.head.sealed[0]!.size, root: rootsOf(storedEvents(9))(9) };
    on.head.sealed[0] = { ...head, checkpoint: signCheckpoint(ORIGIN, head, [SIGNER]) };
    await expect(find(on, {})).resolves.toMatchObject({ counts: { CHECKPOINT: 1 } });
    on.head.sealed[0] = { ...head, checkpoint: signCheckpoint(ORIGIN, head, [forger]) };
    await expect(find(on, {})).resolves.toMatchObject({ counts: { CHECKPOINT: 1, SIGNATURE: 1 } });
  });

  it('finds a fork by a checkpoint that someone else has kept', async () => {
    const on = await sealed();
    const kept = on.head.sealed.map(({ checkpoint }) => checkpoint);
    const rewritten = storedEvents(COUNT);
    rewritten[3] = storedEvent(5_000, { stream: rewritten[3]!.stream, revision: rewritten[3]!.revision });
    const other = await sealed(rewritten);
    await expect(find(other, { log: other.log })).resolves.toMatchObject({ kinds: [] });
    const { counts } = await find(other, { log: other.log, known: kept });
    expect(counts).toEqual({ CHECKPOINT: kept.length });
    const shorter = await sealed(storedEvents(COUNT - 100));
    const { findings } = await find(shorter, { known: [kept.at(-1)!] });
    expect(findings[0]!.message).toContain('it was cut short');
  });

  it('believes the keys that it is given, and no others', async () => {
    const on = await sealed();
    const stranger = ed25519Signer(ORIGIN, Buffer.alloc(32, 77));
    await expect(verifyLedger(on.reader, { verifiers: [stranger.verifier] })).rejects.toThrow('no known key signed it');
    await expect(verifyLedger(on.reader, { verifiers: [SIGNER.verifier] })).resolves.toMatchObject({ holds: true });
  });
});
