import fc from 'fast-check';
import type { Json } from '#domain';
import { InvalidOpeningError, OpeningConflictError } from '../vault.errors.js';
import { opening, person } from './openings.builder.js';
import type { MakeVault, VaultHarness } from './vault.harness.js';

const json: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).json;

export function openingsContract(make: MakeVault): void {
  describe('openings', () => {
    let at: VaultHarness;
    beforeEach(async () => (at = await make()));
    afterEach(() => at.close());

    it('are there after a restart, as they were put', async () => {
      const openings = [opening(), opening({ value: 37, field: 'age' })];
      await at.vault.put(openings);
      const vault = await at.reopen();
      await expect(vault.open(openings)).resolves.toEqual(openings);
    });

    it('may hold every JSON value', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(json, { minLength: 1, maxLength: 8 }), async (values) => {
          const openings = values.map((value) => opening({ value }));
          await at.vault.put(openings);
          expect(await at.vault.openingsOf(openings[0]?.eventId ?? '')).toEqual([openings[0]]);
          expect(await at.vault.open(openings)).toEqual(openings);
        }),
        { numRuns: 30 },
      );
    });

    it('are given in the order asked for, with nothing where there is none', async () => {
      const [a, b, unknown] = [opening(), opening(), opening()];
      await at.vault.put([a, b]);
      await expect(at.vault.open([b, unknown, a, b])).resolves.toEqual([b, undefined, a, b]);
      await expect(at.vault.open([])).resolves.toEqual([]);
    });

    it('are found by their event, those of every attempt', async () => {
      const first = opening({ value: 'Venezuelan' });
      const second = { ...opening({ value: 'Colombian' }), eventId: first.eventId, subject: first.subject };
      await at.vault.put([first]);
      await at.vault.put([second]);
      const found = await at.vault.openingsOf(first.eventId);
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining([first, second]));
      await expect(at.vault.openingsOf(opening().eventId)).resolves.toEqual([]);
    });

    it('may be put again, alone or beside new ones', async () => {
      const [first, second] = [opening(), opening()];
      await at.vault.put([first, first]);
      await at.vault.put([first]);
      await at.vault.put([first, second]);
      await expect(at.vault.open([first, second])).resolves.toEqual([first, second]);
      await expect(at.vault.stats()).resolves.toMatchObject({ openings: 2, subjects: 2 });
    });

    it('are never replaced: another value under the same commitment is refused, with all that came with it', async () => {
      const first = opening();
      const beside = opening();
      await at.vault.put([first]);
      for (const other of [{ value: 'Colombian' }, { salt: opening().salt }, { field: 'age' }, { subject: person() }]) {
        await expect(at.vault.put([beside, { ...first, ...other }])).rejects.toThrow(OpeningConflictError);
      }
      await expect(at.vault.open([first, beside])).resolves.toEqual([first, undefined]);
    });

    it('of a new person may be put by many at once', async () => {
      const subject = person();
      const openings = Array.from({ length: 40 }, (_, value) => opening({ subject, value }));
      await Promise.all(openings.map((one) => at.vault.put([one])));
      const vault = await at.reopen();
      await expect(vault.open(openings)).resolves.toEqual(openings);
      await expect(vault.stats()).resolves.toMatchObject({ openings: 40, subjects: 1 });
    });

    it('that are equal may be put by many at once', async () => {
      const one = opening();
      await Promise.all(Array.from({ length: 10 }, () => at.vault.put([one])));
      await expect(at.vault.openingsOf(one.eventId)).resolves.toEqual([one]);
    });

    it.each([
      ['event id', { eventId: 'ABC' }],
      ['path', { path: 'data/name' }],
      ['path', { path: '' }],
      ['commitment', { commitment: 'short' }],
      ['salt', { salt: 'short' }],
      ['subject', { subject: 'incident-0b9ad8a5-1df5-4a55-9b1e-8b4b5f3ac3de' }],
      ['field', { field: 'Not a field' }],
    ])('with a malformed %s are refused, and the value is not told', async (part, wrong) => {
      const put = at.vault.put([opening({ value: 'private', ...wrong })]);
      await expect(put).rejects.toThrow(InvalidOpeningError);
      await expect(put).rejects.toMatchObject({ part, message: expect.not.stringContaining('private') });
    });

    it('leave no readable value, salt or name in what is stored', async () => {
      const one = opening({ field: 'name', value: 'Renee Nicole Good' });
      await at.vault.put([one]);
      const bytes = await at.storedBytes();
      expect(bytes.includes(one.commitment)).toBe(true);
      for (const secret of ['Renee', 'renee', 'Good', one.salt]) expect(bytes.includes(secret)).toBe(false);
    });
  });
}
