import { randomUUID } from 'node:crypto';
import { OpeningErasedError, SubjectErasedError } from '../vault.errors.js';
import type { Opening } from '../vault.port.js';
import { actor, holds, opening, person } from './openings.builder.js';
import type { MakeVault, VaultHarness } from './vault.harness.js';

const always = () => true;

export function erasureContract(make: MakeVault): void {
  describe('an erasure', () => {
    let at: VaultHarness;
    beforeEach(async () => (at = await make()));
    afterEach(() => at.close());

    async function given(...openings: Opening[]): Promise<void> {
      await at.vault.put(openings);
      await at.vault.open(openings);
    }

    it('takes the named fields of events before it, and nothing else', async () => {
      const subject = person();
      const [before, after] = [opening({ subject }), opening({ subject })];
      const [otherField, otherPerson] = [opening({ subject, field: 'age', value: 37 }), opening()];
      await given(before, after, otherField, otherPerson);
      const isBefore = (eventId: string) => Promise.resolve(eventId !== after.eventId);
      const erased = await at.vault.erase({ subject, fields: ['nationality'], entry: randomUUID(), isBefore });
      expect(erased).toEqual({ openings: 1 });
      const all = [before, after, otherField, otherPerson];
      const left = [undefined, after, otherField, otherPerson];
      await expect(at.vault.open(all)).resolves.toEqual(left);
      await expect((await at.reopen()).open(all)).resolves.toEqual(left);
      await expect(at.vault.openingsOf(before.eventId)).resolves.toEqual([]);
    });

    it('of a field is not undone by a retry that had read the opening before', async () => {
      const one = opening();
      await given(one);
      await at.vault.erase({ subject: one.subject, fields: ['nationality'], entry: randomUUID(), isBefore: always });
      await expect(at.vault.put([one])).rejects.toThrow(OpeningErasedError);
      await expect(at.vault.open([one])).resolves.toEqual([undefined]);
      const later = opening({ subject: one.subject });
      await at.vault.put([later]);
      await expect(at.vault.open([later])).resolves.toEqual([later]);
    });

    it('of everything ends the subject for ever', async () => {
      const subject = person();
      const openings = [opening({ subject }), opening({ subject, field: 'name', value: 'Ana Ruiz' })];
      const other = opening();
      await given(...openings, other);
      const entry = randomUUID();
      await expect(at.vault.erase({ subject, fields: 'ALL', entry, isBefore: always })).resolves.toEqual({
        openings: 2,
      });
      for (const next of [() => at.vault, () => at.reopen()]) {
        const vault = await next();
        await expect(vault.open([...openings, other])).resolves.toEqual([undefined, undefined, other]);
        await expect(vault.put([openings[0] ?? other])).rejects.toThrow(SubjectErasedError);
        await expect(vault.put([opening(), opening({ subject })])).rejects.toThrow(SubjectErasedError);
      }
    });

    it('of a person whom the vault never met holds for what would come', async () => {
      const subject = person();
      await at.vault.erase({ subject, fields: 'ALL', entry: randomUUID(), isBefore: always });
      await expect(at.vault.put([opening({ subject })])).rejects.toThrow(SubjectErasedError);
      await at.vault.rewrap(Buffer.alloc(32, 9));
      await expect(at.vault.put([opening({ subject })])).rejects.toThrow(SubjectErasedError);
    });

    it('may be repeated, and removes nothing more', async () => {
      const one = opening();
      await given(one, opening({ subject: one.subject, field: 'age', value: 37 }));
      const { subject } = one;
      const entries = [randomUUID(), randomUUID()];
      for (const openings of [1, 0]) {
        const again = { subject, fields: ['nationality'], entry: entries[0] ?? '', isBefore: always };
        await expect(at.vault.erase(again)).resolves.toEqual({ openings });
      }
      at.clock.now += 1000;
      for (const openings of [1, 0]) {
        const again = { subject, fields: 'ALL', entry: entries[1] ?? '', isBefore: always } as const;
        await expect(at.vault.erase(again)).resolves.toEqual({ openings });
      }
      await expect(at.vault.erasures(subject)).resolves.toEqual([
        { entry: entries[0], subject, fields: ['nationality'], openings: 1, at: at.clock.now - 1000 },
        { entry: entries[1], subject, fields: 'ALL', openings: 1, at: at.clock.now },
      ]);
    });

    it('that was interrupted after the key was fenced ends at the next start', async () => {
      const one = opening();
      await given(one);
      const { dataKey, sealed } = await at.rawRow(one);
      await at.fence(one.subject);
      const vault = await at.reopen();
      await expect(vault.open([one])).resolves.toEqual([undefined]);
      await expect(vault.put([one])).rejects.toThrow(SubjectErasedError);
      await expect(vault.stats()).resolves.toMatchObject({ openings: 0, subjects: 0, erasedSubjects: 1 });
      const bytes = await at.storedBytes();
      expect([holds(bytes, dataKey), holds(bytes, sealed)]).toEqual([false, false]);
    });

    it('of everything refuses puts that run beside it, or takes what they put', async () => {
      const subject = person();
      await given(opening({ subject }));
      const racing = Array.from({ length: 30 }, () => opening({ subject }));
      const puts = racing.map((one) => at.vault.put([one]));
      const erasing = at.vault.erase({ subject, fields: 'ALL', entry: randomUUID(), isBefore: always });
      for (const put of await Promise.allSettled(puts)) {
        if (put.status === 'rejected') expect(put.reason).toBeInstanceOf(SubjectErasedError);
      }
      await erasing;
      await expect(at.vault.open(racing)).resolves.toEqual(racing.map(() => undefined));
    });

    it('leaves none of the bytes in what is stored, among many others', async () => {
      const [subject, neighbour] = [person(), person()];
      const mine = Array.from({ length: 200 }, (_, n) =>
        opening({ subject, field: n % 2 ? 'health' : 'age', value: 'x'.repeat((n * 37) % 900) }),
      );
      for (const one of mine) await at.vault.put([one, opening({ subject: neighbour })]);
      const rows = await Promise.all(mine.map((one) => at.rawRow(one)));
      const left = async (parity: number) => {
        const bytes = await at.storedBytes();
        const own = rows.filter((_, n) => n % 2 === parity);
        return own.filter(({ dataKey, sealed }) => holds(bytes, dataKey) || holds(bytes, sealed)).length;
      };
      expect(await left(1)).toBe(100);
      await at.vault.erase({ subject, fields: ['health'], entry: randomUUID(), isBefore: always });
      expect([await left(0), await left(1)]).toEqual([100, 0]);
      await at.vault.erase({ subject, fields: 'ALL', entry: randomUUID(), isBefore: always });
      expect([await left(0), await left(1)]).toEqual([0, 0]);
    });

    it('of an actor takes the tokens along', async () => {
      const subject = actor();
      const token = { tokenId: '0'.repeat(32), actor: subject, secretHash: opening().salt, label: 'desk' };
      await at.vault.putToken(token);
      await at.vault.erase({ subject, fields: 'ALL', entry: randomUUID(), isBefore: always });
      await expect(at.vault.findToken(token.tokenId)).resolves.toBeUndefined();
      await expect(at.vault.putToken(token)).rejects.toThrow(SubjectErasedError);
    });

    it('removes nothing where the log cannot say what came before', async () => {
      const one = opening();
      await given(one);
      const isBefore = () => Promise.reject(new Error('the log is away'));
      const erasing = at.vault.erase({ subject: one.subject, fields: ['nationality'], entry: randomUUID(), isBefore });
      await expect(erasing).rejects.toThrow('the log is away');
      await expect(at.vault.open([one])).resolves.toEqual([one]);
    });
  });
}
