import fc from 'fast-check';
import { headOf } from '#ledger/contract';
import { MemoryHead } from '../../../../libs/ledger/src/head/testing/memory.head.js';
import { copyHead } from './copy-head.js';

/** A ledger of so many checkpoints, in the midst of which one key replaced another. */
async function ledger(count: number, of = ''): Promise<MemoryHead> {
  const head = new MemoryHead();
  for (let n = 1; n <= count; n += 1) {
    const vkeys = n < count / 2 ? ['old'] : n < count / 2 + 2 ? ['old', 'new'] : ['new'];
    await head.advance(3 * (n - 1), headOf(3 * n, of), vkeys);
  }
  return head;
}

describe("a ledger's head that moves", () => {
  it('has there every checkpoint as it was signed, and who signed from which to which', async () => {
    const [source, target] = [await ledger(9), new MemoryHead()];
    expect(await copyHead(source, target)).toEqual({ checkpoints: 9, copied: 9 });
    expect(target.sealed).toEqual(source.sealed);
    expect(await target.keys()).toEqual(await source.keys());
    expect(await copyHead(source, target)).toEqual({ checkpoints: 9, copied: 0 });
  });

  it('goes on from wherever it was cut off, and takes what was signed since', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(9), fc.nat(4), async (cut, more) => {
        const [source, target] = [await ledger(9), await ledger(0)];
        let left = cut;
        target.onAdvance = (when) => {
          if (when === 'before' && left-- === 0) throw new Error('the line was cut');
        };
        await copyHead(source, target).catch(() => undefined);
        target.onAdvance = () => {};
        for (let n = 10; n < 10 + more; n += 1) await source.advance(3 * (n - 1), headOf(3 * n), ['new']);
        await copyHead(source, target);
        expect(target.sealed).toEqual(source.sealed);
        expect(await target.keys()).toEqual(await source.keys());
      }),
    ));

  it.each([
    ['is of another ledger', async () => ledger(4, 'of another')],
    [
      'has signed between two of them',
      async () => {
        const head = new MemoryHead();
        await head.advance(0, headOf(4), ['old']);
        return head;
      },
    ],
  ])('is not moved to where one stands that %s', async (_what, make) => {
    const target = await make();
    const before = [...target.sealed];
    await expect(copyHead(await ledger(9), target)).rejects.toThrow('the checkpoints of another ledger');
    expect(target.sealed).toEqual(before);
  });
});
