import { opening, person } from '../contract/openings.builder.js';
import { OpeningCache } from './opening.cache.js';

describe('the cache of opened values', () => {
  it('gives a value until its time is over', () => {
    const clock = { now: 0 };
    const cache = new OpeningCache({ ttl: 100, clock: () => clock.now });
    const one = opening();
    cache.set(one, cache.begin());
    clock.now = 99;
    expect(cache.get(one)).toEqual(one);
    clock.now = 100;
    expect(cache.get(one)).toBeUndefined();
  });

  it('drops the least recently used beyond its bytes', () => {
    const cache = new OpeningCache({ maxBytes: 1500 });
    const [a, b, c, d] = [opening(), opening(), opening(), opening()];
    for (const one of [a, b, c]) cache.set(one, cache.begin());
    cache.get(a);
    cache.set(d, cache.begin());
    expect([a, b, c, d].map((one) => cache.get(one) !== undefined)).toEqual([true, false, true, true]);
    const large = opening({ value: 'x'.repeat(2000) });
    cache.set(large, cache.begin());
    expect(cache.get(large)).toBeUndefined();
    expect(cache.get(d)).toEqual(d);
  });

  it("forgets a person, and keeps others'", () => {
    const cache = new OpeningCache();
    const subject = person();
    const [mine, other] = [opening({ subject }), opening()];
    for (const one of [mine, other]) cache.set(one, cache.begin());
    cache.purge(subject);
    expect([cache.get(mine), cache.get(other)]).toEqual([undefined, other]);
  });

  it('takes nothing from a read that began before a person was forgotten', () => {
    const cache = new OpeningCache();
    const one = opening();
    const began = cache.begin();
    cache.purge(one.subject);
    cache.set(one, began);
    expect(cache.get(one)).toBeUndefined();
  });
});
