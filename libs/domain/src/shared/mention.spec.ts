import { brokenMention, splitMentions } from './mention.js';

const PERSON = 'person-00000000-0000-4000-8000-000000000001';

describe('mentions of a text', () => {
  it('are found with the field that they name', () =>
    expect(splitMentions(`@[${PERSON}] and @[${PERSON}#age].`)).toEqual({
      texts: ['', ' and ', '.'],
      mentions: [
        { written: `@[${PERSON}]`, person: PERSON, field: 'name' },
        { written: `@[${PERSON}#age]`, person: PERSON, field: 'age' },
      ],
    }));

  it.each(['@[person-1]', `@[${PERSON}`, `@[${PERSON}#]`, `@[${PERSON}#home-address]`])('are broken: %s', (text) =>
    expect(brokenMention(`by ${text} then`)).toBe(text),
  );

  it.each([`@[${PERSON}]`, 'desk@[example.org]', '@[persons]', 'nobody'])('are not broken: %s', (text) =>
    expect(brokenMention(text)).toBeUndefined(),
  );
});
