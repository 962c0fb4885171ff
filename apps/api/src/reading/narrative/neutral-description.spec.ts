import { neutralDescription } from './neutral-description.js';

describe('a person whose name is not told', () => {
  it.each([
    ['PRIVATE', ['SUBJECT'], 'a person'],
    ['PRIVATE', ['SUBJECT', 'WITNESS'], 'a witness'],
    ['PRIVATE', ['OFFICER'], 'an officer'],
    ['OFFICER', [], 'an officer'],
    ['PUBLIC_OFFICIAL', [], 'an official'],
    [undefined, [], 'a person'],
  ] as const)('of kind %s, in the parts %j, is %s', (kind, roles, words) => {
    expect(neutralDescription(kind, roles)).toBe(words);
  });
});
