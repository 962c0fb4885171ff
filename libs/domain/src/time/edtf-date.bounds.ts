import { DAY_MS, daysInMonth, type CalendarDay, HOUR_MS, midnight, MINUTE_MS, SECOND_MS } from './calendar.js';
import { patternSize, patternValue, patternValues } from './digit.pattern.js';
import type { EdtfBounds, Precision } from './edtf.bounds.js';
import { edtfProblem, type EdtfProblem } from './edtf.problem.js';
import type { ClockTime, EdtfDate } from './edtf.syntax.js';
import { seasonMonths } from './season.months.js';
import type { ZoneClock } from './zone.clock.js';

/** The bounds of one date, date-time or season; a problem where no such day exists (`2026-02-30`). */
export function dateBounds(date: EdtfDate, clock: ZoneClock, text: string): EdtfBounds | EdtfProblem {
  const first = edgeDay(date, 'FIRST');
  const last = edgeDay(date, 'LAST');
  if (!first || !last) return edtfProblem('NO_SUCH_DATE', text, (t) => `${t} names a day that no calendar has.`);
  const { approximate, uncertain } = date;
  const precision = precisionOf(date);
  if (precision === 'UNKNOWN') return { start: 'UNKNOWN', end: 'UNKNOWN', precision, approximate, uncertain };
  const [earliest, latest] = date.time
    ? timeBounds(midnight(first), date.time, clock)
    : [clock.startOfDay(midnight(first)), clock.startOfDay(midnight(last) + DAY_MS) - 1];
  if (latest < earliest) {
    return edtfProblem('NO_SUCH_DATE', text, (t) => `${t} names a day that the clocks of ${clock.zone} skipped.`);
  }
  return { earliest, latest, start: 'KNOWN', end: 'KNOWN', precision, approximate, uncertain };
}

/** Where the clock was set back, a reading happened twice: the bounds hold both. */
function timeBounds(day: number, time: ClockTime, clock: ZoneClock): [number, number] {
  const reading =
    day + time.hour * HOUR_MS + time.minute * MINUTE_MS + (time.second ?? 0) * SECOND_MS + (time.millisecond ?? 0);
  const unit = time.second === undefined ? MINUTE_MS : time.millisecond === undefined ? SECOND_MS : 1;
  if (time.offset !== undefined) {
    const instant = reading - time.offset * MINUTE_MS;
    return [instant, instant + unit - 1];
  }
  const { first, last } = clock.instantsOf(reading);
  return [first, last + unit - 1];
}

type Edge = 'FIRST' | 'LAST';

/** The first or last existing day that the date stands for: `202X-02-29` from 2020 to 2028. */
function edgeDay(date: EdtfDate, edge: Edge): CalendarDay | undefined {
  // What not even a leap year has, no year has; it would be a waste to try the ten thousand of `XXXX-02-30`.
  if (!edgeDayOfYear(date, 2000, edge)) return undefined;
  const size = patternSize(date.year);
  // A negative pattern counts downwards: of `-004X` the first year is -49.
  const rising = (edge === 'FIRST') !== date.year.startsWith('-');
  for (let n = 0; n < size; n++) {
    const day = edgeDayOfYear(date, patternValue(date.year, rising ? n : size - 1 - n), edge);
    if (day) return day;
  }
  return undefined;
}

function edgeDayOfYear(date: EdtfDate, year: number, edge: Edge): CalendarDay | undefined {
  if (date.season !== undefined) {
    const { first, last } = seasonMonths(year, date.season);
    return edge === 'FIRST' ? { ...first, day: 1 } : { ...last, day: daysInMonth(last.year, last.month) };
  }
  if (isWhole(date.month) && isWhole(date.day)) return dayOf(year, Number(date.month), Number(date.day));
  const months = patternValues(date.month ?? 'XX', 1, 12);
  for (const month of edge === 'FIRST' ? months : months.reverse()) {
    const days = patternValues(date.day ?? 'XX', 1, daysInMonth(year, month));
    const day = edge === 'FIRST' ? days[0] : days.at(-1);
    if (day !== undefined) return { year, month, day };
  }
  return undefined;
}

/** Without open digits: nearly every date, and at every event of a rebuild. */
const isWhole = (pattern: string | undefined): boolean => pattern !== undefined && !pattern.includes('X');

function dayOf(year: number, month: number, day: number): CalendarDay | undefined {
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? { year, month, day } : undefined;
}

function precisionOf({ year, month, day, season, time }: EdtfDate): Precision {
  const open = year.length - year.replaceAll('X', '').length;
  if (open > 0) return open === 1 ? 'DECADE' : open === 2 ? 'CENTURY' : /\d/.test(year) ? 'MILLENNIUM' : 'UNKNOWN';
  if (season !== undefined) return 'SEASON';
  if (month === undefined || month.includes('X')) return 'YEAR';
  if (day === undefined || day.includes('X')) return 'MONTH';
  if (!time) return 'DAY';
  return time.second === undefined ? 'MINUTE' : time.millisecond === undefined ? 'SECOND' : 'MILLISECOND';
}
