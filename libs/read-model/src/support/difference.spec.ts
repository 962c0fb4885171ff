import fc from 'fast-check';
import { difference, withDifference, type Difference } from './difference.js';

/** As it is when it was written and read again. */
const kept = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const values = fc.jsonValue({ maxDepth: 4 });
/** Two that have much in common, as versions of a record have. */
const pairs = fc.oneof(
  fc.tuple(values, values),
  fc.tuple(fc.array(values), fc.array(values)).map(([a, b]) => [a, [...a, ...b]] as const),
  fc.tuple(fc.dictionary(fc.string(), values), fc.dictionary(fc.string(), values)).map(
    ([a, b]) =>
      [
        { ...a, list: [a] },
        { ...a, list: [a, b], ...b, left: undefined },
      ] as const,
  ),
);

describe('a difference', () => {
  it('makes the text of the one value of the other', () =>
    fc.assert(
      fc.property(pairs, ([from, to]) => {
        const made = difference(from, to);
        const result = made === undefined ? from : withDifference(kept(from), kept<Difference>(made));
        expect(JSON.stringify(result)).toBe(JSON.stringify(to));
      }),
    ));

  it('is none of what is written alike', () =>
    fc.assert(fc.property(values, (value) => expect(difference(value, kept(value))).toBeUndefined())));

  it.each([
    ['a member that changed', { a: 1, b: 2 }, { a: 1, b: 3 }, { b: ['=', 3] }],
    ['a member that came', { a: 1 }, { a: 1, b: 2 }, { b: ['=', 2] }],
    ['a member that went', { a: 1, b: 2 }, { a: 1, b: undefined }, ['=', { a: 1 }]],
    ['members in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, ['=', { b: 2, a: 1 }]],
    ['what was added to a list', { a: [{ n: 1 }] }, { a: [{ n: 1 }, { n: 2 }] }, { a: ['+', { n: 2 }] }],
    ['what was put into a list', { a: [1, 3] }, { a: [1, 2, 3] }, { a: ['=', [1, 2, 3]] }],
    ['a list where an object was', { a: {} }, { a: [] }, { a: ['=', []] }],
    ['a name that no member can be given', {}, JSON.parse('{"__proto__":1}'), ['=', JSON.parse('{"__proto__":1}')]],
  ])('tells %s', (_, from, to, made) => expect(kept(difference(from, to))).toEqual(made));

  it('leaves what is the same as it is, uncopied', () => {
    const from = { same: [{ n: 1 }], grown: [1] };
    const to = withDifference(from, difference(from, { ...from, grown: [1, 2] })!) as typeof from;
    expect(to.same).toBe(from.same);
  });
});
