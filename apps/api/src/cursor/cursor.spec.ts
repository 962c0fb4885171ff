import { AFTER_ENTRY, decodeCursor, encodeCursor } from './cursor.js';

const logId = '0198c5f2-7d3a-7c11-8a55-1b2c3d4e5f60';

describe('a cursor', () => {
  it.each([
    { logId, index: 0, sub: -1 },
    { logId, index: 9_007_199_254_740, sub: AFTER_ENTRY },
    { logId, index: -1, sub: -1 },
  ])('names the same place when it comes back', (cursor) => {
    expect(decodeCursor(encodeCursor(cursor), logId)).toEqual(cursor);
  });

  it('is text that a URL can hold', () => {
    expect(encodeCursor({ logId, index: 12, sub: 3 })).toMatch(/^[\w-]+$/);
  });

  it('of another log is refused, with both logs named', () => {
    const foreign = encodeCursor({ logId, index: 12, sub: 3 });
    expect(() => decodeCursor(foreign, 'another-log')).toThrow(
      /belongs to the log 0198c5f2.*this is the log another-log/,
    );
  });

  it('is refused while no log is open', () => {
    expect(() => decodeCursor(encodeCursor({ logId, index: 1, sub: 0 }), undefined)).toThrow(/not opened yet/);
  });

  it.each(['', 'MTI', 'not a cursor', 'x'.repeat(500)])('that this API did not return is refused: %j', (text) => {
    expect(() => decodeCursor(text, logId)).toThrow(
      expect.objectContaining({ extensions: { code: 'INVALID_CURSOR' } }),
    );
  });
});
