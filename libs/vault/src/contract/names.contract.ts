import { randomUUID } from 'node:crypto';
import { opening, person } from './openings.builder.js';
import type { MakeVault, VaultHarness } from './vault.harness.js';

export function namesContract(make: MakeVault): void {
  describe('sealed names', () => {
    let at: VaultHarness;
    const good = person();
    const named = (subject: string, value: string) => opening({ subject, field: 'name', value });
    beforeEach(async () => {
      at = await make();
      await at.vault.put([named(good, 'Renee Nicole Good')]);
    });
    afterEach(() => at.close());

    const spots = async (text: string, among?: string[]) =>
      (await at.vault.findNamesInText(text, { among })).map((m) => [m.kind, text.slice(m.start, m.end), m.tokens]);

    it('are found in a text, with the mention to write instead', async () => {
      const text = 'Officers shot Renee Good, 37.';
      await expect(at.vault.findNamesInText(text)).resolves.toEqual([
        { kind: 'NAME', subject: good, start: 14, end: 24, tokens: 2, mention: `@[${good}#name]` },
      ]);
    });

    it.each([
      ['in full', 'it was Renee Nicole Good.', 'Renee Nicole Good', 3],
      ['in capitals and with accents', 'RENÉE GOOD was', 'RENÉE GOOD', 2],
      ['the other way round', 'Good, Renee (37)', 'Good, Renee', 2],
      ['with an initial', 'Renee N. Good', 'Renee N. Good', 2],
      ['across a line break', 'Renee\nGood', 'Renee\nGood', 2],
      ['after letters that are two code units long', '𝒳 👩🏽 Renee Good', 'Renee Good', 2],
    ])('are found %s', async (_, text, spot, tokens) => {
      await expect(spots(text)).resolves.toEqual([['NAME', spot, tokens]]);
    });

    it.each([
      ['a single token', 'She is in good condition'],
      ['a token said twice', 'Good. Good.'],
      ['tokens with another word between', 'Renee was a good woman'],
      ['words that begin like a token', 'Reneegade goods'],
      ['a mention', `@[${good}#name] was shot`],
      ['a token on each side of a mention', `Renee @[${good}] Good`],
      ['nothing', ''],
    ])('are not seen in %s', async (_, text) => {
      await expect(spots(text)).resolves.toEqual([]);
    });

    it("warn by a single token of the record's own persons, from three letters on", async () => {
      const li = person();
      await at.vault.put([named(li, 'Li Wei')]);
      await expect(spots('She is in good condition, says Li', [good, li])).resolves.toEqual([['TOKEN', 'good', 1]]);
      await expect(spots('She is in good condition', [li])).resolves.toEqual([]);
      await expect(spots('Renee Good and the good', [good])).resolves.toEqual([
        ['NAME', 'Renee Good', 2],
        ['TOKEN', 'good', 1],
      ]);
    });

    it('are looked for by single tokens among persons that are only found out where there is a token', async () => {
      let asked = 0;
      const among = async () => (asked++, [good]);
      await expect(at.vault.findNamesInText('She was shot.', { among })).resolves.toEqual([]);
      expect(asked).toBe(0);
      const found = await at.vault.findNamesInText(`Ms Good. @[${good}#name] is good.`, { among });
      expect(found.map(({ start }) => start)).toEqual([3, 'Ms Good. '.length + `@[${good}#name] is `.length]);
      expect(asked).toBe(1);
    });

    it('tell each of two persons with tokens in common', async () => {
      const other = person();
      await at.vault.put([named(other, 'Nicole Good')]);
      const found = await at.vault.findNamesInText('Nicole Good');
      expect(new Set(found.map(({ subject }) => subject))).toEqual(new Set([good, other]));
    });

    it('are found once, however often the person was described', async () => {
      await at.vault.put([named(good, 'Renee Good')]);
      await expect(spots('Renee Good')).resolves.toEqual([['NAME', 'Renee Good', 2]]);
    });

    it('do not mix tokens of two persons', async () => {
      await at.vault.put([named(person(), 'Jonas Berg')]);
      await expect(spots('Renee Berg')).resolves.toEqual([]);
    });

    it('are searched by all tokens given, in any order', async () => {
      await expect(at.vault.searchByName('good renée')).resolves.toEqual([good]);
      await expect(at.vault.searchByName('Good')).resolves.toEqual([good]);
      await expect(at.vault.searchByName('Good Berg')).resolves.toEqual([]);
      await expect(at.vault.searchByName('  ')).resolves.toEqual([]);
    });

    it('are found after a restart, by who asks at once', async () => {
      await expect((await at.reopen()).findNamesInText('Renee Good')).resolves.toHaveLength(1);
      await expect((await at.reopen()).searchByName('Renee')).resolves.toEqual([good]);
    });

    it.each([['ALL' as const], [['name']]])('are gone after an erasure of %s', async (fields) => {
      await at.vault.erase({ subject: good, fields, entry: randomUUID(), isBefore: () => true });
      await expect(spots('Renee Good', [good])).resolves.toEqual([]);
      await expect(at.vault.searchByName('Renee')).resolves.toEqual([]);
      await expect((await at.reopen()).searchByName('Renee')).resolves.toEqual([]);
    });

    it('of actors are not looked for', async () => {
      await at.vault.put([opening({ subject: `actor-${randomUUID()}`, field: 'name', value: 'Jonas Berg' })]);
      await expect(spots('Jonas Berg')).resolves.toEqual([]);
    });
  });
}
