import { opening } from './openings.builder.js';
import type { MakeVault, VaultHarness } from './vault.harness.js';

const HOUR = 3_600_000;

export function sweepContract(make: MakeVault): void {
  describe('a sweep', () => {
    let at: VaultHarness;
    beforeEach(async () => (at = await make()));
    afterEach(() => at.close());
    const dayAgo = () => new Date(at.clock.now - 24 * HOUR);

    it('removes old openings that no event holds, and keeps the rest', async () => {
      const [stored, orphan] = [opening(), opening({ field: 'name', value: 'Ana Ruiz' })];
      await at.vault.put([stored, orphan]);
      at.clock.now += 25 * HOUR;
      const young = opening();
      await at.vault.put([young]);
      const isStored = ({ commitment }: { commitment: string }) => commitment === stored.commitment;
      await expect(at.vault.sweep({ olderThan: dayAgo(), isStored })).resolves.toEqual({ removed: 1, kept: 1 });
      await expect((await at.reopen()).open([stored, orphan, young])).resolves.toEqual([stored, undefined, young]);
      await expect(at.vault.searchByName('Ana Ruiz')).resolves.toEqual([]);
    });

    it('does not ask again for what it has found in the log', async () => {
      await at.vault.put([opening()]);
      at.clock.now += 25 * HOUR;
      await at.vault.sweep({ olderThan: dayAgo(), isStored: () => true });
      const swept = await at.vault.sweep({ olderThan: dayAgo(), isStored: () => false });
      expect(swept).toEqual({ removed: 0, kept: 0 });
    });

    it('spares an opening that a retry put again', async () => {
      const one = opening();
      await at.vault.put([one]);
      at.clock.now += 25 * HOUR;
      const isStored = async () => {
        await at.vault.put([one]);
        return false;
      };
      await expect(at.vault.sweep({ olderThan: dayAgo(), isStored })).resolves.toEqual({ removed: 0, kept: 0 });
      await expect(at.vault.open([one])).resolves.toEqual([one]);
    });

    it('looks at every old opening, however many there are', async () => {
      const openings = Array.from({ length: 1_203 }, () =>
        opening({ subject: 'person-0b9ad8a5-1df5-4a55-9b1e-8b4b5f3ac3de' }),
      );
      await at.vault.put(openings);
      at.clock.now += 25 * HOUR;
      const even = new Set(openings.filter((_, n) => n % 2 === 0).map(({ commitment }) => commitment));
      const isStored = ({ commitment }: { commitment: string }) => even.has(commitment);
      await expect(at.vault.sweep({ olderThan: dayAgo(), isStored })).resolves.toEqual({ removed: 601, kept: 602 });
    });

    it('removes nothing while the log cannot say', async () => {
      const one = opening();
      await at.vault.put([one]);
      at.clock.now += 25 * HOUR;
      const isStored = () => Promise.reject(new Error('the log is away'));
      await expect(at.vault.sweep({ olderThan: dayAgo(), isStored })).rejects.toThrow('the log is away');
      await expect(at.vault.open([one])).resolves.toEqual([one]);
    });
  });
}
