import { facetAsked, facetValue, spelling } from './spelling.js';

describe('the spelling of a name', () => {
  it.each([
    ['case', 'MINNEAPOLIS', 'Minneapolis'],
    ['accents', 'San Jose', 'San José'],
    ['how an accent is stored', 'Jose\u0301', 'Jos\u00e9'],
    ['space', ' Saint  Paul ', 'Saint Paul'],
    ['compatible forms', 'Ｍｉｎｎｅａｐｏｌｉｓ', 'Minneapolis'],
    ['letters that have no capital of their own', 'GROSSENHAIN', 'Großenhain'],
  ])('is one whatever the %s', (_, one, other) => expect(spelling(one)).toBe(spelling(other)));

  it('tells places apart whose names differ in a letter of another script', () =>
    expect(spelling('कि')).not.toBe(spelling('का')));

  it('is that of words only: a code is as it is', () => {
    expect(facetValue('locality', 'Saint Paul')).toBe('saint paul');
    expect(facetValue('externalId', 'a-tracker:Ab')).toBe('a-tracker:Ab');
    const asked = { in: ['US-MN'] };
    expect(facetAsked('region', asked)).toBe(asked);
  });

  it('is worked out once for a filter that is asked again and again', () => {
    const asked = { notIn: ['Saint Paul'], known: true };
    expect(facetAsked('locality', asked)).toEqual({ notIn: ['saint paul'], known: true });
    expect(facetAsked('locality', asked)).toBe(facetAsked('locality', asked));
  });
});
