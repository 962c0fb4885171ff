import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson, NotCanonicalError } from '#catalogue';

type Value = string | number | boolean | Value[] | { [key: string]: Value };

const text = fc.string({ unit: 'grapheme' });
const values = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(text, fc.nat(12).map(String)), tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** The same value with the members of its objects in another order. */
function turned(value: Value): Value {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}

describe('canonical JSON', () => {
  it('is what another implementation of RFC 8785 writes, in whatever order the members stand', () =>
    fc.assert(
      fc.property(values, (value) => {
        const expected = canonicalize(value);
        expect(canonicalJson(value)).toBe(expected);
        expect(canonicalJson(turned(value))).toBe(expected);
        expect(canonicalJson(JSON.parse(expected!))).toBe(expected);
      }),
    ));

  it('writes what it wrote once and has read back as it was', () =>
    fc.assert(
      fc.property(values, (value) => {
        const written = canonicalJson(value);
        expect(canonicalJson(JSON.parse(written))).toBe(written);
      }),
    ));

  it.each([
    [{ a: { b: 0.5 } }, '/a/b'],
    [{ a: [1, null] }, '/a/1'],
    [{ a: undefined }, '/a'],
    [{ a: '\ud800' }, '/a'],
    [{ '\udc00': 1 }, '/\udc00'],
    [{ a: new Date(0) }, '/a'],
    [{ a: { toJSON: () => 1 } }, '/a/toJSON'],
    [{ a: 2 ** 53 }, '/a'],
    [{ a: 1n }, '/a'],
    // oxlint-disable-next-line no-sparse-arrays
    [{ a: [1, , 2] }, '/a/1'],
  ])('refuses %p, and says where', (value, path) => {
    const write = () => canonicalJson(value);
    expect(write).toThrow(NotCanonicalError);
    expect(write).toThrow(expect.objectContaining({ path }) as Error);
  });

  it('writes a negative zero as zero', () => expect(canonicalJson({ a: -0 })).toBe('{"a":0}'));
});
