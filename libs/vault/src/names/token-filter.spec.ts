import { createHash } from 'node:crypto';
import { TokenFilter } from './token-filter.js';

const token = (n: number) => createHash('sha256').update(String(n)).digest().subarray(0, 16);

describe('the filter of name tokens', () => {
  it('knows every token it was given, through all its growth, and no other', () => {
    const filter = new TokenFilter(8);
    for (let n = 0; n < 20_000; n++) filter.add(token(n % 10_000));
    expect(filter.size).toBe(10_000);
    for (let n = 0; n < 10_000; n++)
      expect([filter.has(token(n)), filter.has(token(n + 10_000))]).toEqual([true, false]);
  });

  it('takes a token of zeros for a token', () => {
    const filter = new TokenFilter();
    expect(filter.has(new Uint8Array(16))).toBe(false);
    filter.add(new Uint8Array(16));
    expect(filter.has(new Uint8Array(16))).toBe(true);
  });
});
