import edtf from 'edtf';
import fc from 'fast-check';
import { type EdtfBounds, isEdtfProblem, parseEdtf } from './index.js';

const CHICAGO = 'America/Chicago';
const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());

function bounds(text: string, zone = CHICAGO): EdtfBounds {
  const result = parseEdtf(text, zone);
  if (isEdtfProblem(result)) throw new Error(result.message);
  return result;
}

function problem(text: string, zone = CHICAGO) {
  const result = parseEdtf(text, zone);
  if (!isEdtfProblem(result)) throw new Error(`${text} was read as ${iso(result.earliest)} to ${iso(result.latest)}`);
  return result;
}

describe('the instants that a time spans on the clock of its zone', () => {
  it.each([
    // A date is the zone's own day, not UTC's: an evening in Minneapolis is the next day there.
    ['2026-01-14', CHICAGO, '2026-01-14T06:00:00.000Z', '2026-01-15T05:59:59.999Z', 'DAY'],
    ['2026-01-14', 'UTC', '2026-01-14T00:00:00.000Z', '2026-01-14T23:59:59.999Z', 'DAY'],
    ['2026-01-14', 'Asia/Kolkata', '2026-01-13T18:30:00.000Z', '2026-01-14T18:29:59.999Z', 'DAY'],
    ['2026-01', CHICAGO, '2026-01-01T06:00:00.000Z', '2026-02-01T05:59:59.999Z', 'MONTH'],
    ['2026', CHICAGO, '2026-01-01T06:00:00.000Z', '2027-01-01T05:59:59.999Z', 'YEAR'],
    // Times.
    ['2026-01-14T18:50', CHICAGO, '2026-01-15T00:50:00.000Z', '2026-01-15T00:50:59.999Z', 'MINUTE'],
    ['2026-01-14T18:50:00', CHICAGO, '2026-01-15T00:50:00.000Z', '2026-01-15T00:50:00.999Z', 'SECOND'],
    ['2026-01-14T18:50:00.5', CHICAGO, '2026-01-15T00:50:00.500Z', '2026-01-15T00:50:00.500Z', 'MILLISECOND'],
    ['2026-01-14T18:50:00-06:00', 'Europe/Berlin', '2026-01-15T00:50:00.000Z', '2026-01-15T00:50:00.999Z', 'SECOND'],
    ['2026-01-15T00:50:00Z', CHICAGO, '2026-01-15T00:50:00.000Z', '2026-01-15T00:50:00.999Z', 'SECOND'],
    ['2026-01-14T18:50+05:30', CHICAGO, '2026-01-14T13:20:00.000Z', '2026-01-14T13:20:59.999Z', 'MINUTE'],
    ['2026-01-14T24:00:00', CHICAGO, '2026-01-15T06:00:00.000Z', '2026-01-15T06:00:00.999Z', 'SECOND'],
    // The clock is set forward on 8 March 2026 and back on 1 November.
    ['2026-03-08', CHICAGO, '2026-03-08T06:00:00.000Z', '2026-03-09T04:59:59.999Z', 'DAY'],
    ['2026-11-01', CHICAGO, '2026-11-01T05:00:00.000Z', '2026-11-02T05:59:59.999Z', 'DAY'],
    ['2026-11-01T01:30', CHICAGO, '2026-11-01T06:30:00.000Z', '2026-11-01T07:30:59.999Z', 'MINUTE'],
    ['2026-11-01T01:30-06:00', CHICAGO, '2026-11-01T07:30:00.000Z', '2026-11-01T07:30:59.999Z', 'MINUTE'],
    ['2026-03-08T02:30', CHICAGO, '2026-03-08T08:30:00.000Z', '2026-03-08T08:30:59.999Z', 'MINUTE'],
    // Cairo's clocks skip from 23:59:59 to 01:00; Havana's show the first hour of the day twice.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', '2026-04-24T20:59:59.999Z', 'DAY'],
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999Z', 'DAY'],
    // Unspecified digits.
    ['2026-XX', 'UTC', '2026-01-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z', 'YEAR'],
    ['2026-XX-XX', 'UTC', '2026-01-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z', 'YEAR'],
    ['2026-02-XX', 'UTC', '2026-02-01T00:00:00.000Z', '2026-02-28T23:59:59.999Z', 'MONTH'],
    ['2026-02-2X', 'UTC', '2026-02-20T00:00:00.000Z', '2026-02-28T23:59:59.999Z', 'MONTH'],
    ['2026-XX-31', 'UTC', '2026-01-31T00:00:00.000Z', '2026-12-31T23:59:59.999Z', 'YEAR'],
    ['2026-1X', 'UTC', '2026-10-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z', 'YEAR'],
    ['202X', 'UTC', '2020-01-01T00:00:00.000Z', '2029-12-31T23:59:59.999Z', 'DECADE'],
    ['202X-02-29', 'UTC', '2020-02-29T00:00:00.000Z', '2028-02-29T23:59:59.999Z', 'DECADE'],
    ['19XX', 'UTC', '1900-01-01T00:00:00.000Z', '1999-12-31T23:59:59.999Z', 'CENTURY'],
    ['1950S2', 'UTC', '1900-01-01T00:00:00.000Z', '1999-12-31T23:59:59.999Z', 'CENTURY'],
    // Seasons; a winter may be meant of either year that it touches.
    ['2026-21', 'UTC', '2026-03-01T00:00:00.000Z', '2026-05-31T23:59:59.999Z', 'SEASON'],
    ['2026-24', 'UTC', '2025-12-01T00:00:00.000Z', '2027-02-28T23:59:59.999Z', 'SEASON'],
    ['2026-31', 'UTC', '2026-03-01T00:00:00.000Z', '2026-05-31T23:59:59.999Z', 'SEASON'],
    ['2026-34', CHICAGO, '2026-04-01T05:00:00.000Z', '2026-07-01T04:59:59.999Z', 'SEASON'],
    // Intervals, sets, lists.
    ['2026-01-07/2026-01-08', CHICAGO, '2026-01-07T06:00:00.000Z', '2026-01-09T05:59:59.999Z', 'DAY'],
    ['2026-01-07T09:00/2026-01', CHICAGO, '2026-01-07T15:00:00.000Z', '2026-02-01T05:59:59.999Z', 'MONTH'],
    ['[2026-01-14..2026-01-15]', CHICAGO, '2026-01-14T06:00:00.000Z', '2026-01-16T05:59:59.999Z', 'DAY'],
    ['[2026-01-20,2026-01-14]', 'UTC', '2026-01-14T00:00:00.000Z', '2026-01-20T23:59:59.999Z', 'DAY'],
    ['{2026-01-14, 2026-02}', 'UTC', '2026-01-14T00:00:00.000Z', '2026-02-28T23:59:59.999Z', 'MONTH'],
    ['[1667,1668,1670..1672]', 'UTC', '1667-01-01T00:00:00.000Z', '1672-12-31T23:59:59.999Z', 'YEAR'],
    ['[2026-01-14T18:40..2026-01-14T19:00]', CHICAGO, '2026-01-15T00:40:00.000Z', '2026-01-15T01:00:59.999Z', 'MINUTE'],
    // Far years.
    ['-0044-03-15', 'UTC', '-000044-03-15T00:00:00.000Z', '-000044-03-15T23:59:59.999Z', 'DAY'],
    ['-004X', 'UTC', '-000049-01-01T00:00:00.000Z', '-000040-12-31T23:59:59.999Z', 'DECADE'],
    ['0099', 'UTC', '0099-01-01T00:00:00.000Z', '0099-12-31T23:59:59.999Z', 'YEAR'],
    ['Y170002', 'UTC', '+170002-01-01T00:00:00.000Z', '+170002-12-31T23:59:59.999Z', 'YEAR'],
    ['Y-17E3', 'UTC', '-017000-01-01T00:00:00.000Z', '-017000-12-31T23:59:59.999Z', 'YEAR'],
  ])('%s in %s is from %s to %s (%s)', (text, zone, earliest, latest, precision) => {
    const result = bounds(text, zone);
    expect([iso(result.earliest), iso(result.latest)]).toEqual([earliest, latest]);
    expect(result).toMatchObject({ start: 'KNOWN', end: 'KNOWN', precision, approximate: false, uncertain: false });
  });

  it.each([
    ['2026-01-14/..', 'KNOWN', 'OPEN', '2026-01-14T06:00:00.000Z', undefined],
    ['2026-01-14/', 'KNOWN', 'UNKNOWN', '2026-01-14T06:00:00.000Z', undefined],
    ['../2026-01-14', 'OPEN', 'KNOWN', undefined, '2026-01-15T05:59:59.999Z'],
    ['/2026-01-14', 'UNKNOWN', 'KNOWN', undefined, '2026-01-15T05:59:59.999Z'],
    ['XXXX/2026-01-14', 'UNKNOWN', 'KNOWN', undefined, '2026-01-15T05:59:59.999Z'],
    ['[..2026-01-14]', 'OPEN', 'KNOWN', undefined, '2026-01-15T05:59:59.999Z'],
    ['{2026-01-14..}', 'KNOWN', 'OPEN', '2026-01-14T06:00:00.000Z', undefined],
    ['[2026-01-14,XXXX]', 'UNKNOWN', 'UNKNOWN', undefined, undefined],
    ['[2026-01-14,2026-02..]', 'KNOWN', 'OPEN', '2026-01-14T06:00:00.000Z', undefined],
    ['XXXX', 'UNKNOWN', 'UNKNOWN', undefined, undefined],
    ['XXXX-12-25', 'UNKNOWN', 'UNKNOWN', undefined, undefined],
  ])('%s starts %s and ends %s', (text, start, end, earliest, latest) => {
    const result = bounds(text);
    expect({ ...result, earliest: iso(result.earliest), latest: iso(result.latest) }).toMatchObject({ start, end });
    expect([iso(result.earliest), iso(result.latest)]).toEqual([earliest, latest]);
  });

  it.each([
    ['2026-01~', true, false],
    ['2026-01?', false, true],
    ['2026-01-14%', true, true],
    ['?2026-01', false, true],
    ['2026-~01-14', true, false],
    ['2026?-01-~14', true, true],
    ['2026-01-14T18:50~', true, false],
    ['2026-21?', false, true],
    ['2026-01-14/2026-01-15?', false, true],
    ['[2026-01-14~,2026-01-15]', true, false],
  ])(
    '%s is told as approximate: %s, uncertain: %s, with the bounds of the bare date',
    (text, approximate, uncertain) => {
      const bare = bounds(text.replaceAll(/[?~%]/g, ''));
      expect(bounds(text)).toEqual({ ...bare, approximate, uncertain });
    },
  );
});

describe('a time that cannot be recorded', () => {
  it.each([
    ['', 'SYNTAX'],
    ['14 January 2026', 'SYNTAX'],
    ['2026-1-14', 'SYNTAX'],
    ['2026-01-14 18:50', 'SYNTAX'],
    ['2026-01-14T18:50-0600', 'SYNTAX'],
    ['2026-01T18:50', 'SYNTAX'],
    ['2026-01-XXT18:50', 'SYNTAX'],
    ['202', 'SYNTAX'],
    ['Y2026', 'SYNTAX'],
    ['[2026-01-14', 'SYNTAX'],
    ['[]', 'SYNTAX'],
    ['2026/2027/2028', 'SYNTAX'],
    ['[[2026]]', 'SYNTAX'],
    ['２０２６', 'SYNTAX'],
    ['2026-02-30', 'NO_SUCH_DATE'],
    ['2025-02-29', 'NO_SUCH_DATE'],
    ['2026-02-3X', 'NO_SUCH_DATE'],
    ['XXXX-02-30', 'NO_SUCH_DATE'],
    ['202X-04-31', 'NO_SUCH_DATE'],
    ['2026-13', 'NO_SUCH_DATE'],
    ['2026-00', 'NO_SUCH_DATE'],
    ['2026-01-00', 'NO_SUCH_DATE'],
    ['2026-42', 'NO_SUCH_DATE'],
    ['2026-2X', 'NO_SUCH_DATE'],
    ['-0000', 'NO_SUCH_DATE'],
    ['2026-01-14T25:00', 'NO_SUCH_DATE'],
    ['2026-01-14T24:01', 'NO_SUCH_DATE'],
    ['2026-01-14T18:50:60', 'NO_SUCH_DATE'],
    ['2026-01-14T18:50-23:00', 'NO_SUCH_DATE'],
    ['2026-01-15/2026-01-14', 'ENDS_BEFORE_START'],
    ['[2027..2026]', 'ENDS_BEFORE_START'],
    ['../..', 'NO_DATE_NAMED'],
    ['/', 'NO_DATE_NAMED'],
    ['[..]', 'NO_DATE_NAMED'],
    ['Y300000', 'OUT_OF_RANGE'],
    ['Y17E7', 'OUT_OF_RANGE'],
    [`[${Array.from({ length: 39 }, () => '2026').join(',')},]`, 'SYNTAX'],
  ])('%s is refused as %s', (text, code) => {
    const refused = problem(text);
    expect(refused.problem).toBe(code);
    expect(refused.message.length).toBeLessThan(300);
  });

  it('a text of more than 200 characters is refused without reading it, and cut in the answer', () => {
    const refused = problem('9'.repeat(1_000_000));
    expect(refused.problem).toBe('TOO_LONG');
    expect(refused.message.length).toBeLessThan(200);
  });

  it('a day that the clocks of the zone skipped is refused, and the zone named', () =>
    expect(problem('2011-12-30', 'Pacific/Apia')).toMatchObject({
      problem: 'NO_SUCH_DATE',
      message: '"2011-12-30" names a day that the clocks of Pacific/Apia skipped.',
    }));

  it.each([
    [
      'Mars/Olympus_Mons',
      '"Mars/Olympus_Mons" is not an IANA time zone. Write for instance "America/Chicago" or "UTC".',
    ],
    ['-06:00', '"-06:00" is not an IANA time zone. Write for instance "America/Chicago" or "UTC".'],
    ['', '"" is not an IANA time zone. Write for instance "America/Chicago" or "UTC".'],
    ['america/chicago', '"america/chicago" is spelt "America/Chicago" by IANA.'],
  ])('the zone %s is refused with its name', (zone, message) =>
    expect(problem('2026-01-14', zone)).toEqual({ problem: 'UNKNOWN_ZONE', given: zone, message }),
  );
});

describe('properties of bounds', () => {
  const two = (n: number) => String(n).padStart(2, '0');
  const zone = fc.constantFrom(
    'UTC',
    CHICAGO,
    'America/St_Johns',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  );
  const year = fc.oneof(
    fc.integer({ min: 1, max: 9999 }).map((n) => String(n).padStart(4, '0')),
    fc.integer({ min: 1970, max: 2040 }).map(String),
    fc.constantFrom('202X', '19XX', '20X6', 'XXX4'),
  );
  const month = fc.oneof(fc.integer({ min: 1, max: 12 }).map(two), fc.constantFrom('XX', '0X', '1X', 'X2'));
  const day = fc.oneof(fc.integer({ min: 1, max: 28 }).map(two), fc.constantFrom('XX', '0X', '1X', '2X', 'X7'));
  const date = fc.oneof(
    year,
    fc.tuple(year, month).map((parts) => parts.join('-')),
    fc.tuple(year, month, day).map((parts) => parts.join('-')),
  );
  const time = fc
    .tuple(fc.integer({ min: 1970, max: 2040 }), fc.integer({ min: 0, max: 366 * 24 * 60 }))
    .map(([y, minute]) => new Date(Date.UTC(y, 0, 1, 0, minute)).toISOString().slice(0, 16));
  const dateOrTime = fc.oneof(date, time);

  it('the earliest is never later than the latest', () =>
    fc.assert(
      fc.property(dateOrTime, zone, (text, z) => {
        const { earliest, latest } = bounds(text, z);
        expect(earliest).toBeLessThanOrEqual(latest as number);
      }),
    ));

  it('an interval, a set and a list of two reach from the first to the last', () =>
    fc.assert(
      fc.property(dateOrTime, dateOrTime, zone, (a, b, z) => {
        const [first, last] = [bounds(a, z), bounds(b, z)].sort(
          (x, y) => (x.earliest as number) - (y.earliest as number),
        );
        const [from, to] = first === bounds(a, z) ? [a, b] : [b, a];
        expect(bounds(`${from}/${to}`, z)).toMatchObject({ earliest: first?.earliest, latest: last?.latest });
        const hull = {
          earliest: first?.earliest,
          latest: Math.max(first?.latest as number, last?.latest as number),
        };
        expect(bounds(`[${a},${b}]`, z)).toMatchObject(hull);
        expect(bounds(`{${a},${b}}`, z)).toMatchObject(hull);
      }),
    ));

  it('days follow each other without a gap or an overlap', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), zone, (n, z) => {
        const dayAt = (k: number) => bounds(new Date(k * 86_400_000).toISOString().slice(0, 10), z);
        expect(dayAt(n + 1).earliest).toBe((dayAt(n).latest as number) + 1);
      }),
    ));

  it('read as UTC, they are those of the edtf library', () =>
    fc.assert(
      fc.property(date, (text) => {
        const theirs = edtf(text);
        expect(bounds(text, 'UTC')).toMatchObject({ earliest: theirs.min, latest: theirs.max });
      }),
    ));

  it('any string is either read or refused, with a message', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789X-/.[]{},TZ:+?~%YSE') }), (text) => {
        const result = parseEdtf(text, CHICAGO);
        if (isEdtfProblem(result)) expect(result.message).not.toBe('');
        else expect(result.earliest ?? -Infinity).toBeLessThanOrEqual(result.latest ?? Infinity);
      }),
      { numRuns: 1_000 },
    ));

  it('the same text gives the same object again, and another zone another', () => {
    expect(bounds('2026-01-14')).toBe(bounds('2026-01-14'));
    expect(bounds('2026-01-14', 'America/Denver').earliest).not.toBe(bounds('2026-01-14').earliest);
  });
});
