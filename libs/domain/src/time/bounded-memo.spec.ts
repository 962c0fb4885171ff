import { BoundedMemo } from './bounded-memo.js';

describe('a bounded memory', () => {
  it('never holds more than two generations, whatever is put in', () => {
    const memo = new BoundedMemo<number>(10);
    for (let n = 0; n < 1_000; n++) {
      memo.set(`${n}`, n);
      expect(memo.size).toBeLessThanOrEqual(20);
    }
    expect(memo.get('999')).toBe(999);
    expect(memo.get('0')).toBeUndefined();
  });

  it('keeps what is asked for again and again', () => {
    const memo = new BoundedMemo<number>(10);
    memo.set('wanted', 1);
    for (let n = 0; n < 1_000; n++) {
      memo.set(`${n}`, n);
      expect(memo.get('wanted')).toBe(1);
    }
  });
});
