import { entryHash } from '../merkle/hash.js';
import type { HeadStore, SealedHead } from '../head/head.port.js';

/** What an adapter brings to be held to the contract; the suite closes what it opens. */
export interface HeadHarness {
  /** A store of its own for each call of `MakeHeadHarness`; each call here is another way into it, as of another process. */
  open(): Promise<HeadStore>;
  close(): Promise<void>;
}

export type MakeHeadHarness = () => Promise<HeadHarness>;

/** Milliseconds: no test takes as long. */
const HOUR = 3_600_000;

export const headOf = (size: number, of = ''): SealedHead => ({
  size,
  root: entryHash(Buffer.from(`root ${size}${of}`)),
  checkpoint: `example.org/log\n${size}\n${of}\n\n— example.org/log AAAA\n`,
});

/** The promises of the head, for every adapter alike. Jest's globals must be there. */
export function headContract(name: string, make: MakeHeadHarness): void {
  describe(`${name} keeps the promises of a ledger's head:`, () => {
    let harness: HeadHarness;
    let head: HeadStore;
    beforeEach(async () => {
      harness = await make();
      head = await harness.open();
    });
    afterEach(async () => {
      await head.close();
      await harness.close();
    });

    it('nothing is sealed at first', async () => {
      await expect(head.current()).resolves.toBeUndefined();
      await expect(head.keys()).resolves.toEqual([]);
      await expect(head.list({ after: 0, limit: 10 })).resolves.toEqual([]);
    });

    it('what was sealed is there, also for others and after a restart', async () => {
      await expect(head.advance(0, headOf(3), ['a'])).resolves.toBe(true);
      await expect(head.advance(3, headOf(7), ['a'])).resolves.toBe(true);
      await expect(head.current()).resolves.toEqual(headOf(7));
      const other = await harness.open();
      await expect(other.current()).resolves.toEqual(headOf(7));
      await other.close();
      await head.close();
      head = await harness.open();
      await expect(head.current()).resolves.toEqual(headOf(7));
    });

    it('who starts from another size is refused, and changes nothing', async () => {
      await head.advance(0, headOf(3), ['a']);
      for (const from of [0, 2, 4]) await expect(head.advance(from, headOf(9, 'x'), ['b'])).resolves.toBe(false);
      await expect(head.current()).resolves.toEqual(headOf(3));
      await expect(head.keys()).resolves.toEqual([{ vkey: 'a', firstSize: 3, lastSize: 3 }]);
      await expect(head.at(9)).resolves.toBeUndefined();
    });

    it('of many who start from one size exactly one wins', async () => {
      await head.advance(0, headOf(1), ['a']);
      const stores = await Promise.all(Array.from({ length: 4 }, () => harness.open()));
      const racers = Array.from({ length: 12 }, (_, n) =>
        stores[n % 4]!.advance(1, headOf(2 + n, `of ${n}`), [`k${n}`]),
      );
      const won = (await Promise.all(racers)).flatMap((success, n) => (success ? [n] : []));
      expect(won).toHaveLength(1);
      await expect(head.current()).resolves.toEqual(headOf(2 + won[0]!, `of ${won[0]}`));
      expect((await head.keys()).map(({ vkey }) => vkey)).toEqual(['a', `k${won[0]}`]);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('the ledger never shrinks or stands still', async () => {
      await head.advance(0, headOf(5), ['a']);
      for (const size of [5, 4, 0, -1, 5.5, NaN])
        await expect(head.advance(5, headOf(size), ['a'])).rejects.toThrow('cannot be followed by');
      await expect(head.current()).resolves.toEqual(headOf(5));
    });

    it('every checkpoint stays', async () => {
      const sizes = [1, 2, 5, 256, 1_000, 2 ** 40];
      let from = 0;
      for (const size of sizes) {
        await head.advance(from, headOf(size), ['a']);
        from = size;
      }
      await expect(head.at(256)).resolves.toEqual(headOf(256));
      await expect(head.at(3)).resolves.toBeUndefined();
      await expect(head.list({ after: 2, limit: 2 })).resolves.toEqual([headOf(5), headOf(256)]);
      await expect(head.list({ after: 0, limit: 100 })).resolves.toEqual(sizes.map((size) => headOf(size)));
    });

    it('one node holds the lease, and who asks is told which', async () => {
      await expect(head.sealer()).resolves.toBeUndefined();
      await expect(head.lease('a', HOUR)).resolves.toBe('a');
      const other = await harness.open();
      await expect(other.lease('b', HOUR)).resolves.toBe('a');
      await expect(other.sealer()).resolves.toBe('a');
      await expect(head.lease('a', HOUR)).resolves.toBe('a');
      await other.close();
    });

    it('of many who ask for the lease at once exactly one has it', async () => {
      const stores = await Promise.all(Array.from({ length: 4 }, () => harness.open()));
      const told = await Promise.all(Array.from({ length: 12 }, (_, n) => stores[n % 4]!.lease(`n${n}`, HOUR)));
      expect(new Set(told).size).toBe(1);
      await expect(head.sealer()).resolves.toBe(told[0]);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('a lease that ran out is taken over, and no sooner; one that was prolonged is not', async () => {
      await head.lease('a', 1);
      await head.lease('a', HOUR);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await expect(head.lease('b', HOUR)).resolves.toBe('a');
      await head.lease('a', 1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await expect(head.sealer()).resolves.toBeUndefined();
      await expect(head.lease('b', HOUR)).resolves.toBe('b');
      await expect(head.lease('a', HOUR)).resolves.toBe('b');
    });

    it('a lease is given back by who holds it, and by nobody else', async () => {
      await head.lease('a', HOUR);
      await head.release('b');
      await expect(head.sealer()).resolves.toBe('a');
      await head.release('a');
      await expect(head.sealer()).resolves.toBeUndefined();
      await expect(head.lease('b', HOUR)).resolves.toBe('b');
    });

    it('who does not hold the lease can move the head all the same: only the size decides', async () => {
      await head.lease('a', HOUR);
      await expect(head.advance(0, headOf(3), ['of b'])).resolves.toBe(true);
      await expect(head.advance(0, headOf(4), ['of a'])).resolves.toBe(false);
    });

    it('each key is known with the sizes from which and up to which it signed', async () => {
      await head.advance(0, headOf(1), ['old']);
      await head.advance(1, headOf(2), ['old', 'new']);
      await head.advance(2, headOf(3), ['new']);
      await expect(head.keys()).resolves.toEqual([
        { vkey: 'old', firstSize: 1, lastSize: 2 },
        { vkey: 'new', firstSize: 2, lastSize: 3 },
      ]);
    });
  });
}
