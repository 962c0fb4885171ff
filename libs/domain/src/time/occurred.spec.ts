import type { Occurred } from '../shared/envelope.js';
import {
  boundsOf,
  describeOccurred,
  endOfDay,
  matchesRange,
  nextInstant,
  occurredProblem,
  resolveInstant,
} from './index.js';

const zone = 'America/Chicago';
const occurred = (edtf: string, until?: string): Occurred => (until ? { edtf, zone, until } : { edtf, zone });
const iso = (instant: unknown) => (typeof instant === 'number' ? new Date(instant).toISOString() : instant);
const at = (text: string) => new Date(text).getTime();

describe('the bounds of what occurred', () => {
  it.each([
    ['2026-01-14T18:50', '2026-01-14T19:30', '2026-01-15T00:50:00.000Z', '2026-01-15T01:30:59.999Z'],
    ['2026-01-14', undefined, '2026-01-14T06:00:00.000Z', '2026-01-15T05:59:59.999Z'],
    ['XXXX', '2026-01-14', undefined, '2026-01-15T05:59:59.999Z'],
    ['2026-01-14', 'XXXX', '2026-01-14T06:00:00.000Z', undefined],
    ['2026-01-14T18:50-06:00', '2026-01-15T00:51Z', '2026-01-15T00:50:00.000Z', '2026-01-15T00:51:59.999Z'],
  ])('of %s until %s are %s and %s', (edtf, until, earliest, latest) => {
    const bounds = boundsOf(occurred(edtf, until));
    expect([iso(bounds.earliest), iso(bounds.latest)]).toEqual([earliest, latest]);
  });

  it.each([
    [occurred('soon'), 'SYNTAX', '/edtf'],
    [occurred('2026-01-14', 'later'), 'SYNTAX', '/until'],
    [occurred('2026-01-14', '2026-01-13'), 'ENDS_BEFORE_START', '/until'],
    [{ edtf: '2026-01-14', zone: 'Minneapolis' }, 'UNKNOWN_ZONE', '/zone'],
  ])('are refused for %j as %s at %s', (given, problem, path) =>
    expect(occurredProblem(given)).toMatchObject({ problem, path }),
  );

  it('are fine for a span within a day', () =>
    expect(occurredProblem(occurred('2026-01-14T18:50', '2026-01-14'))).toBeUndefined());
});

describe('a time in words', () => {
  it.each([
    ['2026-01-14T18:50', undefined, '14 January 2026, 18:50'],
    ['2026-01-15T00:50:00Z', undefined, '14 January 2026, 18:50:00'],
    ['2026-01-14T18:50-06:00', undefined, '14 January 2026, 18:50'],
    ['2026-01-07', undefined, '7 January 2026'],
    ['2026-01', undefined, 'January 2026'],
    ['2026', undefined, '2026'],
    ['2026-21', undefined, 'spring 2026'],
    ['2026-34', undefined, 'the second quarter of 2026'],
    ['2026-01~', undefined, 'about January 2026'],
    ['2026-01-14?', undefined, '14 January 2026 (uncertain)'],
    ['2026-01-14T18:50%', undefined, 'about 14 January 2026, 18:50 (uncertain)'],
    ['2026-01-XX', undefined, 'some day in January 2026'],
    ['2026-XX', undefined, 'some time in 2026'],
    ['2026-XX-XX', undefined, 'some time in 2026'],
    ['2026-01-1X', undefined, 'day 1X of January 2026'],
    ['2026-XX-15', undefined, 'day 15 of some month in 2026'],
    ['202X', undefined, 'the 2020s'],
    ['20XX', undefined, 'the years 2000 to 2099'],
    ['-0044-03-15', undefined, '15 March 45 BC'],
    ['XXXX', undefined, 'date unknown'],
    ['XXXX-12-25', undefined, '25 December'],
    ['[2026-01-14..2026-01-15]', undefined, 'between 14 and 15 January 2026'],
    ['[2025-12-31..2026-01-15]', undefined, 'between 31 December 2025 and 15 January 2026'],
    ['[2026-01-31..2026-02-01]', undefined, 'between 31 January and 1 February 2026'],
    ['[2026-01-14T18:40..2026-01-14T19:00]', undefined, 'between 14 January 2026, 18:40 and 19:00'],
    ['[..2026-01-14]', undefined, '14 January 2026 or earlier'],
    ['[2026-01-14..]', undefined, '14 January 2026 or later'],
    ['[2026-01-14,2026-01-16]', undefined, '14 or 16 January 2026'],
    ['{2026-01-14,2026-01-16}', undefined, '14 and 16 January 2026'],
    ['{2026-01-14,2026-01-16,2026-02}', undefined, '14 January 2026, 16 January 2026 and February 2026'],
    ['2026-01-07/2026-01-08', undefined, 'from 7 to 8 January 2026'],
    ['2026-01-07/2026-01-08~', undefined, 'from 7 January 2026 to about 8 January 2026'],
    ['2026-01-07/..', undefined, 'from 7 January 2026 on'],
    ['../2026-01-07', undefined, 'until 7 January 2026'],
    ['2026-01-07/', undefined, 'from 7 January 2026 to an unknown date'],
    ['/2026-01-07', undefined, 'from an unknown date to 7 January 2026'],
    ['2026-01-14T18:50', '2026-01-14T19:30', 'from 14 January 2026, 18:50 to 19:30'],
    ['2026-01-14T23:50', '2026-01-15T00:30', 'from 14 January 2026, 23:50 to 15 January 2026, 00:30'],
    ['not a date', undefined, 'not a date'],
  ])('%s until %s reads "%s" or so', (edtf, until, words) =>
    expect(describeOccurred(occurred(edtf, until))).toBe(words),
  );
});

describe('a filter by date over inexact dates', () => {
  const january = { from: at('2026-01-01T06:00:00Z'), to: at('2026-02-01T05:59:59.999Z') };

  it.each([
    ['2026-01-14', january, true, true],
    ['2026', january, true, false],
    ['2026-02', january, false, false],
    ['XXXX', january, true, false],
    ['2026-01-14/..', january, true, false],
    ['2026-01-14/..', { from: january.from }, true, true],
    ['../2026-01-14', { to: january.to }, true, true],
    ['[2026-01-31..2026-02-01]', january, true, false],
    ['2026-01', january, true, true],
    ['XXXX', {}, true, true],
  ])('takes %s within %j as possible: %s, certain: %s', (edtf, range, possible, certain) => {
    const bounds = boundsOf(occurred(edtf));
    expect(matchesRange(bounds, range, 'POSSIBLE')).toBe(possible);
    expect(matchesRange(bounds, range, 'CERTAIN')).toBe(certain);
  });
});

describe('a moment that someone asks for', () => {
  it.each([
    ['2026-01-15', '2026-01-16T05:59:59.999Z'],
    ['2026-03-08', '2026-03-09T04:59:59.999Z'],
    ['2026-01-15T18:00:00-06:00', '2026-01-16T00:00:00.000Z'],
    ['2026-01-16T00:00:00.250Z', '2026-01-16T00:00:00.250Z'],
    ['2026-01-15T18:00', '2026-01-16T00:00:00.000Z'],
    ['2026-11-01T01:30', '2026-11-01T07:30:00.000Z'],
  ])('%s is %s', (text, instant) => expect(iso(resolveInstant(text, zone))).toBe(instant));

  it.each([
    '2026-01',
    '2026',
    'XXXX',
    '2026-01-XX',
    '2026-01-15~',
    '2026-01-14/2026-01-15',
    '[2026-01-14..2026-01-15]',
  ])('is not %s, which is not one moment', (text) =>
    expect(resolveInstant(text, zone)).toMatchObject({ problem: 'SYNTAX', given: text }),
  );

  it.each([
    ['2026-02-30', zone, 'NO_SUCH_DATE'],
    ['2026-02-30T10:00Z', zone, 'NO_SUCH_DATE'],
    ['2026-01-15', 'Minneapolis', 'UNKNOWN_ZONE'],
    ['2026-01-15T18:00:00Z', 'Minneapolis', 'UNKNOWN_ZONE'],
  ])('is refused for %s in %s as %s', (text, z, problem) => expect(resolveInstant(text, z)).toMatchObject({ problem }));

  it('is the end of a day, asked for by the day', () =>
    expect(iso(endOfDay('2026-01-15', 'UTC'))).toBe('2026-01-15T23:59:59.999Z'));

  it('may be ninety days later at the same time of day, though the clock was set forward between', () =>
    expect(iso(nextInstant(at('2026-01-15T00:50:00Z'), 90, zone))).toBe('2026-04-14T23:50:00.000Z'));

  it('cannot be counted in a zone that there is not', () =>
    expect(() => nextInstant(0, 1, 'Minneapolis')).toThrow(RangeError));
});
