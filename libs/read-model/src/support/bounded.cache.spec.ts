import { BoundedCache } from './bounded.cache.js';

const filled = (cache: BoundedCache<number, string>, values: readonly string[]) => {
  values.forEach((value, key) => cache.set(key, value));
  return values.map((_, key) => cache.get(key)).filter((value) => value !== undefined);
};

describe('a bounded cache', () => {
  it('keeps what fits into half of its limit, whatever was used last', () =>
    expect(filled(new BoundedCache(8), ['a', 'b', 'c', 'd'])).toHaveLength(4));

  it('lets go of what was not used, and keeps what was', () => {
    const cache = new BoundedCache<number, string>(4);
    for (let key = 0; key < 20; key += 1) {
      cache.set(key, `value ${key}`);
      cache.get(0);
    }
    expect([cache.get(0), cache.get(1), cache.get(19)]).toEqual(['value 0', undefined, 'value 19']);
  });

  it('counts what the values weigh, where that is told', () => {
    const heavy = Array.from({ length: 10 }, () => 'x'.repeat(100));
    expect(filled(new BoundedCache(400, ({ length }) => length), heavy).length).toBeLessThanOrEqual(4);
    expect(filled(new BoundedCache(4_000, ({ length }) => length), heavy)).toHaveLength(10);
  });

  it('counts a value that is set again and again once', () => {
    const cache = new BoundedCache<number, string>(10, ({ length }) => length);
    cache.set(2, 'yyy');
    for (let round = 0; round < 100; round += 1) cache.set(1, 'x');
    expect([cache.get(1), cache.get(2)]).toEqual(['x', 'yyy']);
  });
});
