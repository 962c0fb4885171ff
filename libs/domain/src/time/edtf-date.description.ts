import { Temporal } from 'temporal-polyfill';
import { patternSize, patternValue } from './digit.pattern.js';
import type { EdtfDate } from './edtf.syntax.js';
import { seasonName } from './season.months.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** One date in English: "14 January 2026, 18:50", "about January 2026", "the 2020s", "14 January 2026 (uncertain)". */
export function describeDate(date: EdtfDate, zone: string): string {
  return qualified(date, words(onClockOf(date, zone)).join(' '));
}

/** Two dates, the first without what the second says again: `14` and `15 January 2026`; 18:50 and 19:30 of one day. */
export function describePair(first: EdtfDate, second: EdtfDate, zone: string): [string, string] {
  const whole: [string, string] = [describeDate(first, zone), describeDate(second, zone)];
  const [a, b] = [onClockOf(first, zone), onClockOf(second, zone)];
  if ([a, b].some((date) => date.approximate || date.uncertain)) return whole;
  if (a.time && b.time) return sameDay(a, b) ? [whole[0], timeOf(b)] : whole;
  const [left, right] = [words(a), words(b)];
  if (a.time || b.time || left.length !== right.length) return whole;
  while (left.length > 1 && left.at(-1) === right.at(left.length - 1)) left.pop();
  return [left.join(' '), whole[1]];
}

/** From the finest to the coarsest part: `14`, `January`, `2026`. A time is one word with its day's year. */
function words(date: EdtfDate): string[] {
  const year = yearWords(date.year);
  if (date.season !== undefined) return [seasonName(date.season), year || 'an unknown year'];
  const { month, day } = date;
  if (month === undefined || month === 'XX') {
    if (day !== undefined && day !== 'XX') return [`day ${day} of some month in`, year || 'an unknown year'];
    return year === '' ? ['date unknown'] : [...(month === undefined ? [] : ['some time in']), year];
  }
  const named = month.includes('X') ? `month ${month} of` : (MONTHS[Number(month) - 1] as string);
  if (day === undefined) return [named, year].filter(Boolean);
  if (day === 'XX') return ['some day in', named, year].filter(Boolean);
  const numbered = day.includes('X') ? `day ${day} of` : String(Number(day));
  return [numbered, named, date.time ? `${year}, ${timeOf(date)}` : year].filter(Boolean);
}

function yearWords(pattern: string): string {
  const size = patternSize(pattern);
  const [a, b] = [patternValue(pattern, 0), patternValue(pattern, size - 1)];
  if (!/\d/.test(pattern)) return '';
  if (size === 1) return a > 0 ? String(a) : `${1 - a} BC`;
  if (/^\d+X$/.test(pattern)) return `the ${a}s`;
  return /^-?\d+X*$/.test(pattern) ? `the years ${Math.min(a, b)} to ${Math.max(a, b)}` : `a year like ${pattern}`;
}

function qualified({ approximate, uncertain }: EdtfDate, text: string): string {
  const about = approximate ? `about ${text}` : text;
  return uncertain ? `${about} (uncertain)` : about;
}

function timeOf({ time }: EdtfDate): string {
  if (!time) return '';
  const { hour, minute, second, millisecond } = time;
  const two = (n: number) => String(n).padStart(2, '0');
  const seconds = second === undefined ? '' : `:${two(second)}`;
  return `${two(hour)}:${two(minute)}${seconds}${millisecond === undefined ? '' : `.${String(millisecond).padStart(3, '0')}`}`;
}

function sameDay(a: EdtfDate, b: EdtfDate): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

/** A time with an offset as the zone's clock showed it; `2026-01-15T00:50Z` was 18:50 of the 14th in Minneapolis. */
function onClockOf(date: EdtfDate, zone: string): EdtfDate {
  const { time } = date;
  if (time?.offset === undefined) return date;
  const local = new Temporal.PlainDateTime(Number(date.year), Number(date.month), Number(date.day))
    .add({ hours: time.hour, minutes: time.minute - time.offset })
    .toZonedDateTime('UTC')
    .withTimeZone(zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    ...date,
    year: String(local.year).padStart(4, '0'),
    month: two(local.month),
    day: two(local.day),
    time: { ...time, hour: local.hour, minute: local.minute, offset: undefined },
  };
}
