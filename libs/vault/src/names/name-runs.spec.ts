import fc from 'fast-check';
import { findNameInText } from './name-runs.js';
import { nameTokens, wordRuns } from './name-tokens.js';

const anyone = 'person-0b9ad8a5-1df5-4a55-9b1e-8b4b5f3ac3de';

describe('the tokens of a name', () => {
  it.each([
    ['Renee Nicole Good', ['renee', 'nicole', 'good']],
    ['NÚÑEZ, José M.', ['nunez', 'jose']],
    ['Jean-Luc O’Brien', ['jean', 'luc', 'brien']],
    ['Łukasz Sørensen-Groß', ['lukasz', 'sorensen', 'gross']],
    ['Ни́на Юрьевна', ['нина', 'юрьевна']],
    ['Ana Ana', ['ana']],
    ['?', []],
  ])('of %s', (name, tokens) => {
    expect(nameTokens(name)).toEqual(tokens);
  });

  it('are the words of a text, at their places', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { start, end, token } of wordRuns(text).flat()) {
          expect(nameTokens(text.slice(start, end))).toEqual([token]);
        }
      }),
    );
  });
});

describe('a name that was sealed later', () => {
  it('is found in an earlier text, in whole and by single tokens', () => {
    const text = 'Renee Good was shot. Ms Good died.';
    const found = findNameInText(text, anyone, 'Renee Nicole Good');
    expect(found.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['NAME', 'Renee Good'],
      ['TOKEN', 'Good'],
    ]);
    expect(found[0]?.mention).toBe(`@[${anyone}#name]`);
  });

  it('is not found in a text that is about someone else', () => {
    expect(findNameInText('The officer was placed on leave.', anyone, 'Renee Good')).toEqual([]);
  });
});
