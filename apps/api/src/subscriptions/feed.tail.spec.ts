import type { LogIndex } from '#domain';
import type { FeedPlace } from '#read-model';
import { isAfter } from './feed-place.js';
import { type FeedItem, FeedTail } from './feed.tail.js';

const place = (index: number, sub = 0): FeedPlace => ({ index: index as LogIndex, sub });

/** A feed of a growing length, one item to each index, that counts what is read of it. */
function feed(length: number, kept = 8) {
  const state = { length, reads: 0 };
  const tail = new FeedTail<FeedItem>((after, limit) => {
    state.reads += 1;
    return Array.from({ length: state.length }, (_, n) => ({ place: place(n) }))
      .filter((item) => isAfter(item.place, after))
      .slice(0, limit);
  }, kept);
  return { state, after: (from: FeedPlace, limit = 100) => tail.after(from, limit).map((item) => item.place.index) };
}

describe('the tail of a feed', () => {
  it('is read once for all who follow it', () => {
    const { state, after } = feed(3);
    expect(after(place(-1, -1))).toEqual([0, 1, 2]);
    expect([state.reads, after(place(-1, -1)), after(place(0)), state.reads]).toEqual([1, [0, 1, 2], [1, 2], 1]);
  });

  it('goes on as the feed does', () => {
    const { state, after } = feed(3);
    after(place(-1, -1));
    expect(after(place(2))).toEqual([]);
    state.length = 5;
    expect(after(place(2))).toEqual([3, 4]);
  });

  it('reads for whoever is further behind than it keeps', () => {
    const { state, after } = feed(30);
    for (let at = -1; at < 29;) at = after(place(at), 4).at(-1)!;
    const before = state.reads;
    expect(after(place(2), 3)).toEqual([3, 4, 5]);
    expect(state.reads).toBe(before + 1);
  });

  it('keeps nobody waiting who is ahead of it, after a while in which nobody followed', () => {
    const { state, after } = feed(2);
    after(place(-1, -1));
    state.length = 40;
    expect(after(place(30), 4)).toEqual([31, 32, 33, 34]);
    expect(after(place(39))).toEqual([]);
  });

  it('is not led astray by a cursor that lies in the future', () => {
    const { after } = feed(3);
    expect(after(place(1_000_000))).toEqual([]);
    expect(after(place(0))).toEqual([1, 2]);
  });

  it.each([1, 2, 3, 7, 100])('tells each item once and in order, in pages of %i, however much it keeps', (limit) => {
    for (const kept of [4, 8, 1_000]) {
      const { after } = feed(50, kept);
      const seen: number[] = [];
      for (let page = after(place(-1, -1), limit); page.length > 0; page = after(place(seen.at(-1)!), limit))
        seen.push(...page);
      expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => n));
    }
  });
});
