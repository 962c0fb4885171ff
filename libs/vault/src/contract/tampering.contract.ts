import fc from 'fast-check';
import { TamperedRowError } from '../vault.errors.js';
import { opening } from './openings.builder.js';
import type { MakeVault, RawRow, VaultHarness } from './vault.harness.js';

export function tamperingContract(make: MakeVault): void {
  describe('a row that was altered', () => {
    let at: VaultHarness;
    beforeEach(async () => (at = await make()));
    afterEach(() => at.close());

    it('is refused whichever byte it was, naming the row and not the value', async () => {
      const one = opening({ value: 'Venezuelan' });
      await at.vault.put([one]);
      const row = await at.rawRow(one);
      const place = fc.constantFrom<keyof RawRow>('dataKey', 'sealed').chain((part) =>
        fc.record({
          part: fc.constant(part),
          byte: fc.nat({ max: row[part].length - 1 }),
          bits: fc.integer({ min: 1, max: 255 }),
        }),
      );
      await fc.assert(
        fc.asyncProperty(place, async ({ part, byte, bits }) => {
          const altered = Uint8Array.from(row[part], (value, i) => (i === byte ? value ^ bits : value));
          await at.setRawRow(one, { ...row, [part]: altered });
          const opened = at.vault.open([one]);
          await expect(opened).rejects.toThrow(TamperedRowError);
          await expect(opened).rejects.toMatchObject({
            message: expect.stringMatching(`^(?!.*Venezuelan).*${one.eventId} ${one.path}`),
          });
        }),
        { numRuns: 60 },
      );
      await at.setRawRow(one, row);
      await expect(at.vault.open([one])).resolves.toEqual([one]);
    });

    it('is refused where it was cut', async () => {
      const one = opening();
      await at.vault.put([one]);
      const row = await at.rawRow(one);
      for (const length of [0, 1, 28, row.sealed.length - 1]) {
        await at.setRawRow(one, { ...row, sealed: row.sealed.subarray(0, length) });
        await expect(at.vault.open([one])).rejects.toThrow(TamperedRowError);
      }
    });

    it("is refused in another row's place, of the same person too", async () => {
      const one = opening({ field: 'age', value: 37 });
      const other = opening({ subject: one.subject, field: 'age', value: 17 });
      await at.vault.put([one, other]);
      await at.setRawRow(one, await at.rawRow(other));
      await expect(at.vault.open([one])).rejects.toThrow(TamperedRowError);
      await expect(at.vault.open([other])).resolves.toEqual([other]);
    });
  });
}
