import { WrongMasterKeyError } from '../vault.errors.js';
import { holds, opening, person } from './openings.builder.js';
import type { MakeVault, VaultHarness } from './vault.harness.js';

const another = Buffer.alloc(32, 7);

export function keysContract(make: MakeVault): void {
  describe('keys', () => {
    let at: VaultHarness;
    beforeEach(async () => (at = await make()));
    afterEach(() => at.close());

    it('a wrong master key is refused at the start, an empty vault included', async () => {
      await expect(at.reopen(another)).rejects.toThrow(WrongMasterKeyError);
      const vault = await at.reopen();
      await expect(vault.stats()).resolves.toMatchObject({ openings: 0 });
    });

    it('a new master key opens what the old one sealed, and the old one is refused', async () => {
      const one = opening();
      await at.vault.put([one]);
      const digest = await at.vault.derivedKey('command-digest');
      await at.vault.rewrap(another);
      const later = opening({ subject: one.subject });
      await at.vault.put([later]);
      await expect(at.reopen(at.masterKey)).rejects.toThrow(WrongMasterKeyError);
      const vault = await at.reopen(another);
      await expect(vault.open([one, later])).resolves.toEqual([one, later]);
      await expect(vault.derivedKey('command-digest')).resolves.toEqual(digest);
    });

    it('the master key can change while others seal and open', async () => {
      const subject = person();
      const before = opening({ subject });
      await at.vault.put([before]);
      const openings = Array.from({ length: 60 }, (_, n) => (n % 2 ? opening() : opening({ subject })));
      const puts = openings.map(async (one, n) => {
        for (let turn = 0; turn < n % 7; turn++) await new Promise(setImmediate);
        await at.vault.put([one]);
        await at.vault.openingsOf(before.eventId);
      });
      await at.vault.rewrap(another);
      await Promise.all(puts);
      const vault = await at.reopen(another);
      await expect(vault.open(openings)).resolves.toEqual(openings);
    });

    it('a key for a purpose is made once and differs from the others', async () => {
      const [a, b] = await Promise.all([at.vault.derivedKey('command-digest'), at.vault.derivedKey('command-digest')]);
      expect(a).toEqual(b);
      expect(a?.key).toHaveLength(32);
      const names = await at.vault.derivedKey('name-index');
      expect(names.id).not.toBe(a?.id);
      expect(Buffer.from(names.key).equals(a?.key ?? names.key)).toBe(false);
      await expect((await at.reopen()).derivedKey('command-digest')).resolves.toEqual(a);
      expect(holds(await at.storedBytes(), names.key)).toBe(false);
    });
  });

  describe("a follower's checkpoint", () => {
    let at: VaultHarness;
    beforeEach(async () => (at = await make()));
    afterEach(() => at.close());

    it('is unknown at first, and then what was set last', async () => {
      await expect(at.vault.getCheckpoint('erasures')).resolves.toBeUndefined();
      await at.vault.setCheckpoint('erasures', '17');
      await at.vault.setCheckpoint('erasures', '18');
      await at.vault.setCheckpoint('other', '1');
      await expect((await at.reopen()).getCheckpoint('erasures')).resolves.toBe('18');
    });
  });
}
