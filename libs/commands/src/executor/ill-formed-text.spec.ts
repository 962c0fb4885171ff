import { illFormedTexts } from './ill-formed-text.js';

describe('texts of half characters', () => {
  it('are found where they stand, however deep', () => {
    const content = { data: { title: 'half \ud800 of one', quotes: [{ text: 'whole' }, { text: '\udc00' }] } };
    expect(illFormedTexts(content).map(({ path }) => path)).toEqual(['/data/title', '/data/quotes/1/text']);
  });

  it('are not seen in whole ones, pairs of surrogates included', () => {
    expect(illFormedTexts({ data: { title: 'snow ❄ and fireworks 🎆', count: 3, none: undefined } })).toEqual([]);
  });
});
