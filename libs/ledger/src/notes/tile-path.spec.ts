import fc from 'fast-check';
import { FormatError, formatTilePath, frameEntry, parseEntryBundle, parseTilePath } from './index.js';

describe('the path of a tile', () => {
  it.each([
    ['tile/0/x001/x234/067', { kind: 0, index: 1234067, width: 256 }],
    ['tile/1/000.p/17', { kind: 1, index: 0, width: 17 }],
    ['tile/entries/273.p/112', { kind: 'entries' as const, index: 273, width: 112 }],
    ['tile/63/999', { kind: 63, index: 999, width: 256 }],
    ['tile/entries/x001/000', { kind: 'entries' as const, index: 1000, width: 256 }],
  ])('%s is that of the specification', (path, tile) => {
    expect(parseTilePath(path)).toEqual(tile);
    expect(formatTilePath(tile)).toBe(path);
  });

  it('is read as it was written', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.nat(63), fc.constant('entries' as const)),
        fc.maxSafeNat(),
        fc.integer({ min: 1, max: 256 }),
        (kind, index, width) =>
          expect(parseTilePath(formatTilePath({ kind, index, width }))).toEqual({ kind, index, width }),
      ),
    ));

  it.each([
    'tile/64/000',
    'tile/00/000',
    'tile/-1/000',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/../000',
    'tile/entries/000/',
    '/tile/0/000',
    'tile/0/x999/x999/x999/x999/x999/999',
  ])('%s is refused', (path) => expect(() => parseTilePath(path)).toThrow(FormatError));
});

describe('an entry bundle', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 40 });

  it('gives the entries that were put into it', () =>
    fc.assert(
      fc.property(entries, (given) => {
        const read = parseEntryBundle(Buffer.concat(given.map(frameEntry)), given.length);
        expect(read.map((entry) => entry.toString('hex'))).toEqual(given.map((e) => Buffer.from(e).toString('hex')));
      }),
    ));

  it('that was cut off is refused, or has fewer entries', () =>
    fc.assert(
      fc.property(entries, fc.nat(10_000), (given, n) => {
        const bundle = Buffer.concat(given.map(frameEntry));
        const cut = bundle.subarray(0, n % bundle.length);
        expect(() => parseEntryBundle(cut, given.length)).toThrow(FormatError);
      }),
    ));

  it('says where it breaks off', () => {
    const bundle = Buffer.concat([frameEntry(Buffer.alloc(4)), Buffer.from([1, 0])]);
    expect(() => parseEntryBundle(bundle, 2)).toThrow('entry bundle, byte 6: entry 1 breaks off');
    expect(() => parseEntryBundle(bundle.subarray(0, 6), 2)).toThrow('it has 1 entries, and 2 are expected');
  });

  it('takes the longest entry that 16 bits can say, and none longer', () => {
    expect(parseEntryBundle(frameEntry(Buffer.alloc(65_535)), 1)[0]).toHaveLength(65_535);
    expect(() => frameEntry(Buffer.alloc(65_536))).toThrow('at most 65535 bytes');
  });
});
