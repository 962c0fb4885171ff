import fc from 'fast-check';
import { cosigner, FileLedgerReader, openNote, type Signer, verifyLedger, Witness, type WitnessStore } from '#ledger';
import type { CosignedTree } from '../witness/witness.js';
import { CHECKPOINT } from '../files/layout.js';
import { parts, publishedBy, RunningSealer, sealAll, SIGNER, ORIGIN, type Tuning } from './testing/sealing.harness.js';
import { MemoryLog, storedEvent, storedEvents } from './testing/memory.log.js';

/** A witness in memory, which can be away. */
class TestWitness {
  readonly url: string;
  readonly signer: Signer;
  readonly trees = new Map<string, CosignedTree>();
  isAway = false;
  asked = 0;
  private readonly witness: Witness;

  constructor(n: number) {
    this.url = `https://w${n}.example`;
    this.signer = cosigner(`w${n}.example`, Buffer.alloc(32, 100 + n));
    const store: WitnessStore = {
      latest: (origin) => this.trees.get(origin),
      keep: (origin, tree) => void this.trees.set(origin, tree),
    };
    this.witness = new Witness(this.signer, new Map([[ORIGIN, [SIGNER.verifier]]]), store);
  }

  answer(body: string) {
    this.asked += 1;
    if (this.isAway) throw new Error('connect ECONNREFUSED');
    const { status, body: answer, type = 'text/plain' } = this.witness.addCheckpoint(body);
    return { status, body: answer, type };
  }
}

const someWitnesses = (count: number) => Array.from({ length: count }, (_, n) => new TestWitness(n));

const asking = (witnesses: readonly TestWitness[], quorum: number): Tuning => ({
  witnesses: witnesses.map(({ url, signer }) => ({ url, vkey: signer.vkey })),
  quorum,
  askAgainAfter: 5,
  tellAfter: 0,
  askWitness: async (url, body) => witnesses.find((one) => one.url === url)!.answer(body),
});

const cosignersOf = (on: ReturnType<typeof parts>, witnesses: readonly TestWitness[]): string[] => {
  const note = on.disk.files.get(CHECKPOINT)?.bytes.toString('utf8');
  if (note === undefined) return [];
  const known = [SIGNER.verifier, ...witnesses.map(({ signer }) => signer.verifier)];
  return openNote(note, known)
    .signedBy.map(({ name }) => name)
    .filter((name) => name !== ORIGIN);
};

const EVENTS = storedEvents(600);

/** Until the checkpoint of so many entries is out. */
async function published(on: ReturnType<typeof parts>, size: number): Promise<void> {
  while ((publishedBy(on.disk)?.size ?? 0) < size) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('a checkpoint that needs witnesses', () => {
  it('is published with their cosignatures, and verify asks for them', async () => {
    const [witnesses, on] = [someWitnesses(2), parts({ log: new MemoryLog(EVENTS.slice(0, 300)) })];
    const sealer = new RunningSealer({ ...on, ...asking(witnesses, 2) });
    await published(on, 300);
    on.log.push(...EVENTS.slice(300));
    await published(on, 600);
    expect(cosignersOf(on, witnesses)).toEqual(['w0.example', 'w1.example']);
    await sealer.stop();
    const reader = new FileLedgerReader(on.disk, on.head);
    const verify = (...required: readonly TestWitness[]) =>
      verifyLedger(reader, { witnesses: required.map(({ signer }) => signer.verifier) });
    await expect(verify(...witnesses)).resolves.toMatchObject({ holds: true });
    const { findings } = await verify(...witnesses, new TestWitness(7));
    expect(findings).toEqual([
      { kind: 'SIGNATURE', message: expect.stringMatching(/no cosignature of witness w7.example/) },
    ]);
  });

  it('waits for them while entries go on being sealed, and what was published stays', async () => {
    const [witnesses, on] = [someWitnesses(2), parts({ log: new MemoryLog(EVENTS.slice(0, 100)) })];
    const sealer = new RunningSealer({ ...on, ...asking(witnesses, 2) });
    await published(on, 100);
    witnesses[1]!.isAway = true;
    for (const size of [200, 300]) {
      on.log.push(...EVENTS.slice(size - 100, size));
      const why = /200 entries .* 1 of the 2 .*w1.example: connect/;
      await sealer.until((one) => one.state === 'WAITING' && one.size === size && why.test(one.problem));
    }
    expect(publishedBy(on.disk)?.size).toBe(100);
    expect(on.head.sealed.at(-1)?.size).toBe(300);
    witnesses[1]!.isAway = false;
    await published(on, 300);
    await sealer.sealed(300);
    await sealer.stop();
  });

  it('does not wait for a witness that the quorum can do without', async () => {
    const [witnesses, on] = [someWitnesses(3), parts({ log: new MemoryLog(EVENTS) })];
    witnesses[0]!.isAway = true;
    const sealer = new RunningSealer({ ...on, ...asking(witnesses, 2) });
    await published(on, 600);
    expect(cosignersOf(on, witnesses)).toEqual(['w1.example', 'w2.example']);
    // It is asked all the same, and added.
    witnesses[0]!.isAway = false;
    while (cosignersOf(on, witnesses).length < 3) await new Promise((resolve) => setTimeout(resolve, 2));
    await sealer.stop();
  });

  it('is published at once where none has to have cosigned it, and cosigned then', async () => {
    const [witnesses, on] = [someWitnesses(1), parts({ log: new MemoryLog(EVENTS) })];
    witnesses[0]!.isAway = true;
    const sealer = new RunningSealer({ ...on, ...asking(witnesses, 0) });
    await sealer.sealed(600);
    expect([publishedBy(on.disk)?.size, cosignersOf(on, witnesses)]).toEqual([600, []]);
    witnesses[0]!.isAway = false;
    while (cosignersOf(on, witnesses).length < 1) await new Promise((resolve) => setTimeout(resolve, 2));
    await sealer.stop();
  });

  it('is cosigned after a crash between the head and the cosignatures, and nobody is asked twice', async () => {
    const [witnesses, on] = [someWitnesses(2), parts({ log: new MemoryLog(EVENTS) })];
    witnesses[1]!.isAway = true;
    const first = new RunningSealer({ ...on, ...asking(witnesses, 2) });
    await first.in('WAITING');
    await first.stop();
    expect([on.head.sealed.length, publishedBy(on.disk)]).toEqual([1, undefined]);
    witnesses[1]!.isAway = false;
    const second = new RunningSealer({ ...on, ...asking(witnesses, 2) });
    await published(on, 600);
    await second.stop();
    expect(on.head.sealed.length).toBe(1);
    const asked = witnesses.map((witness) => witness.asked);
    await sealAll(on, asking(witnesses, 2));
    expect(witnesses.map((witness) => witness.asked)).toEqual(asked);
    expect(cosignersOf(on, witnesses)).toHaveLength(2);
  });

  it('gives way to a later one where a witness is ahead of it', async () => {
    const [witnesses, on, ahead] = [someWitnesses(1), parts({ log: new MemoryLog(EVENTS.slice(0, 300)) }), parts()];
    // Another node of the same log has had more cosigned.
    ahead.log.push(...EVENTS.slice(0, 400));
    const other = new RunningSealer({ ...ahead, ...asking(witnesses, 1) });
    await published(ahead, 400);
    await other.stop();
    const sealer = new RunningSealer({ ...on, ...asking(witnesses, 1) });
    await sealer.until((one) => one.state === 'WAITING' && /later tree, of 400/.test(one.problem));
    on.log.push(...EVENTS.slice(300));
    await published(on, 600);
    await sealer.stop();
  });

  it('is not published where the witness has seen another history, or another key answers for it', async () => {
    const [witnesses, on] = [someWitnesses(1), parts({ log: new MemoryLog(EVENTS) })];
    const rewritten = EVENTS.map((event, n) => (n === 3 ? storedEvent(3, { type: 'Rewritten' }) : event));
    await sealAll(parts({ log: new MemoryLog(rewritten) }), asking(witnesses, 1));
    const forked = new RunningSealer({ ...on, ...asking(witnesses, 1) });
    await forked.until((one) => one.state === 'WAITING' && /another tree of the same size/.test(one.problem));
    await forked.stop();
    const impostor = asking(someWitnesses(1), 1);
    const answering = new TestWitness(1);
    const askWitness = async (_: string, body: string) => answering.answer(body);
    const fooled = new RunningSealer({ ...on, ...impostor, askWitness });
    await fooled.until((one) => one.state === 'WAITING' && /without a cosignature of its key/.test(one.problem));
    await fooled.stop();
    expect(publishedBy(on.disk)).toBeUndefined();
  });

  it('has its quorum whatever fails on the way, and comes in the end', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), { maxLength: 8 }),
        async (rounds) => {
          const [witnesses, on] = [someWitnesses(3), parts()];
          let sealer = new RunningSealer({ ...on, ...asking(witnesses, 2) });
          for (const [n, away] of rounds.entries()) {
            witnesses.forEach((witness, w) => (witness.isAway = away[w]!));
            on.log.push(...EVENTS.slice(n * 50, n * 50 + 50));
            await new Promise((resolve) => setTimeout(resolve, 10));
            if (n % 3 === 2) {
              await sealer.stop();
              sealer = new RunningSealer({ ...on, ...asking(witnesses, 2) });
            }
            if (publishedBy(on.disk)) expect(cosignersOf(on, witnesses).length).toBeGreaterThanOrEqual(2);
          }
          for (const witness of witnesses) witness.isAway = false;
          await published(on, rounds.length * 50);
          await sealer.stop();
        },
      ),
      { numRuns: 15 },
    ));
});
