import type { PersonalValue } from '../personal/personal-value.js';
import { NarrativeReader } from './narrative.reader.js';

const person = (n: number) => `person-00000000-0000-4000-8000-00000000000${n}`;

/** Persons 1 to 3: seen, withheld from the reader, erased; of 4 nothing is on record. */
const VALUES: Readonly<Record<string, PersonalValue>> = {
  [`${person(1)} name`]: { kind: 'DISCLOSED', value: 'Ada Testperson' },
  [`${person(1)} nationality`]: { kind: 'DISCLOSED', value: 'Venezuela', code: 'VE' },
  [`${person(2)} name`]: { kind: 'WITHHELD', reason: 'ROLE' },
  [`${person(2)} immigrationStatus`]: { kind: 'WITHHELD', reason: 'ROLE' },
  [`${person(3)} name`]: { kind: 'ERASED', at: '2026-03-01T00:00:00.000Z', entry: 'e1' },
};
const reader = new NarrativeReader({
  value: async (subject, field) => VALUES[`${subject} ${field}`],
  neutral: async (subject) => (subject === person(2) ? 'an officer' : 'a person'),
});

describe('a text', () => {
  it('that mentions nobody is at hand at once', () => {
    const text = 'Write to desk@[example.org], it is not a mention.';
    expect(reader.render('Nobody.')).toEqual({ text: 'Nobody.', mentions: [] });
    expect(reader.render(text)).toEqual({ text, mentions: [] });
  });

  it.each([
    ['the value that the reader may see', `@[${person(1)}] was stopped`, 'Ada Testperson was stopped'],
    ['a field that the mention names', `a national of @[${person(1)}#nationality]`, 'a national of Venezuela'],
    ['a neutral description for a name', `shot by @[${person(2)}]`, 'shot by an officer'],
    ['no more than that for another field', `@[${person(2)}#immigrationStatus]`, '[immigration status withheld]'],
    ['that it was erased', `@[${person(3)}#name] was stopped`, '[erased] was stopped'],
    ['a neutral description where nothing is on record', `@[${person(4)}] fled`, 'a person fled'],
  ])('shows in place of a mention %s', async (_, written, read) => {
    expect((await reader.render(written)).text).toBe(read);
  });

  it('keeps its words in order, and tells of each mention', async () => {
    const { text, mentions } = await reader.render(`@[${person(1)}], @[${person(3)}] and @[${person(4)}].`);
    expect(text).toBe('Ada Testperson, [erased] and a person.');
    expect(mentions.map(({ person: who, value }) => [who, value.kind])).toEqual([
      [person(1), 'DISCLOSED'],
      [person(3), 'ERASED'],
    ]);
  });

  it('is rendered wherever it stands in an entry, and nothing else is touched', async () => {
    const data = { title: `@[${person(2)}]`, claims: [{ text: `@[${person(1)}]`, counts: 2, sworn: true }], none: {} };
    expect(await reader.renderAll(data)).toEqual({
      title: 'an officer',
      claims: [{ text: 'Ada Testperson', counts: 2, sworn: true }],
      none: {},
    });
  });
});
