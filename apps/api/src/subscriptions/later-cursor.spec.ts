import { encodeCursor } from '../cursor/cursor.js';
import { laterCursor } from './later-cursor.js';

const at = (index: number, sub = 0) => encodeCursor({ logId: '0198c5f2-7d3a-7c11-8a55-1b2c3d4e5f60', index, sub });

describe('where a stream that is taken up again goes on', () => {
  it.each([
    ['after the last event that was had', at(3), at(7), at(7)],
    ['after one that is further within an entry', at(7), at(7, 1), at(7, 1)],
    ['as it was asked, where that is later', at(9), at(7), at(9)],
    ['as it was asked, by whoever had no event', at(9), undefined, at(9)],
    ['after the last event, where nothing was asked', undefined, at(7), at(7)],
    ['with what is yet to come, where there is neither', null, undefined, undefined],
  ])('%s', (_, after, lastEventId, expected) => expect(laterCursor(after, lastEventId)).toBe(expected));

  it('is refused where it is no place', () =>
    expect(() => laterCursor(at(9), 'yesterday')).toThrow(
      expect.objectContaining({ extensions: { code: 'INVALID_CURSOR' } }),
    ));
});
