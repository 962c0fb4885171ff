import { addFaults, checkDeliveries, NO_FAULTS, totalOf } from './delivery.check.js';

const given = (...expected: string[]) => ({
  when: (...received: string[]) => ({
    thenFound: (faults: Partial<typeof NO_FAULTS>) =>
      expect(checkDeliveries(expected, received)).toEqual({ ...NO_FAULTS, ...faults }),
  }),
});

describe('what a client received, beside what it should have', () => {
  it('is without fault where everything came once and in order', () =>
    given('a', 'b', 'c').when('a', 'b', 'c').thenFound({}));

  it('is without fault where nothing was to come', () => given().when().thenFound({}));

  it('misses what never came, at the beginning, amid the others and at the end', () =>
    given('a', 'b', 'c', 'd', 'e').when('b', 'd').thenFound({ missed: 3 }));

  it('misses everything where the client heard nothing', () => given('a', 'b').when().thenFound({ missed: 2 }));

  it('repeats what came again, however often and however much later', () =>
    given('a', 'b', 'c').when('a', 'a', 'b', 'c', 'a').thenFound({ repeated: 2 }));

  it('is out of order where one comes after what belongs behind it', () =>
    given('a', 'b', 'c').when('b', 'a', 'c').thenFound({ outOfOrder: 1 }));

  it('counts each that was overtaken', () =>
    given('a', 'b', 'c', 'd').when('d', 'a', 'b', 'c').thenFound({ outOfOrder: 3 }));

  it('does not take what went missing for a change of order', () =>
    given('a', 'b', 'c').when('a', 'c').thenFound({ missed: 1 }));

  it('is foreign where it was not meant for the client', () =>
    given('a', 'b').when('a', 'x', 'b').thenFound({ foreign: 1 }));

  it('has several faults at once, each counted for what it is', () =>
    given('a', 'b', 'c', 'd')
      .when('b', 'a', 'a', 'x', 'c')
      .thenFound({ missed: 1, repeated: 1, outOfOrder: 1, foreign: 1 }));

  it('is summed up over clients, and no fault is lost in the sum', () => {
    const all = [checkDeliveries(['a', 'b'], ['b', 'a', 'a']), checkDeliveries(['a'], ['x'])].reduce(
      addFaults,
      NO_FAULTS,
    );
    expect(all).toEqual({ missed: 1, repeated: 1, outOfOrder: 1, foreign: 1 });
    expect(totalOf(all)).toBe(4);
  });
});
