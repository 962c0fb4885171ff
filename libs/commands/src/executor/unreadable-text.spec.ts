import { unreadableTexts } from './unreadable-text.js';

describe('a text that can be read', () => {
  it.each(['Minneapolis', '🕊️', 'one\n\ttwo', '—', '00'])('is accepted: %j', (value) => {
    expect(unreadableTexts({ value })).toEqual([]);
  });

  it.each([' ', '\n\t', '\u200b', '\u00a0'])('is refused where it is blank: %j', (value) => {
    expect(unreadableTexts({ a: [value] })).toEqual([{ path: '/a/0', expected: 'text that is not blank' }]);
  });

  it.each([
    ['a\u0000b', 'U+0000'],
    ['a\u001b[31m', 'U+001B'],
    ['a\r\nb', 'U+000D'],
    ['a\u0085b', 'U+0085'],
  ])('is refused with a control character: %j', (value, code) => {
    expect(unreadableTexts({ value })).toMatchObject([{ path: '/value', why: `It holds ${code}.` }]);
  });
});
