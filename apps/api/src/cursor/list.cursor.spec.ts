import { encodeCursor } from './cursor.js';
import { decodeListCursor, encodeListCursor, type ListCursor } from './list.cursor.js';

const logId = '0198c5f2-7d3a-7c11-8a55-1b2c3d4e5f60';
const list = 'incident by OCCURRED, DESC';
const record = 'incident-0198c5f2-7d3a-7c11-8a55-1b2c3d4e5f60';
const cursor: ListCursor = { logId, list, index: null, place: [1_768_428_000_000, record] };

describe('a cursor of a list', () => {
  it.each<ListCursor>([
    cursor,
    { ...cursor, index: 9_007_199_254_740 },
    { ...cursor, place: [null, `agency-${'x'.repeat(193)}`] },
    { ...cursor, list: `timeline of ${record}`, index: -1, place: [record] },
  ])('names the same place when it comes back: %j', (given) => {
    const text = encodeListCursor(given);
    expect(text).toMatch(/^[\w-]+$/);
    expect(decodeListCursor(text, given.list, logId)).toEqual(given);
  });

  it('of another log is refused, with both logs named', () => {
    const text = encodeListCursor({ ...cursor, logId: 'another-log' });
    expect(() => decodeListCursor(text, list, logId)).toThrow(/the log another-log.*this is the log 0198c5f2/);
    expect(() => decodeListCursor(text, list, undefined)).toThrow(/not opened yet/);
  });

  it.each(['case by OCCURRED, DESC', 'incident by OCCURRED, ASC', 'incident by MOVED, DESC', `timeline of ${record}`])(
    'is refused by the list %j, with both lists named',
    (other) => {
      expect(() => decodeListCursor(encodeListCursor(cursor), other, logId)).toThrow(
        `belongs to the list "${list}", and this is "${other}"`,
      );
    },
  );

  it.each([
    '',
    'nonsense',
    record,
    encodeCursor({ logId, index: 1, sub: 0 }),
    Buffer.from('["RECORDED","DESC",124,70]').toString('base64url'),
    Buffer.from(`["list/1","${logId}","${list}","soon",1]`).toString('base64url'),
    'x'.repeat(5_000),
  ])('that no list has given is refused: %j', (text) => {
    expect(() => decodeListCursor(text, list, logId)).toThrow(
      expect.objectContaining({ extensions: { code: 'INVALID_CURSOR' } }),
    );
  });
});
