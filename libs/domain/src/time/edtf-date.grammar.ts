import { edtfProblem, type EdtfProblem } from './edtf.problem.js';
import type { ClockTime, EdtfDate } from './edtf.syntax.js';

// Every repetition is bounded and nothing nests, so there is next to nothing to backtrack over.
const DATE =
  /^([?~%]?)(-?[\dX]{4}|Y-?\d{5,15}|Y-?\d{1,6}E\d)(?:S([1-9]))?([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d(?::\d\d)?)?([?~%]?))?)?)?$/;

const SEASON = /^(?:2[1-9]|3\d|4[01])$/;

/** No one needs more, and Temporal's own limit (275,760) is close by. */
const MAX_YEAR = 200_000;

const EXAMPLES =
  '"2026-01-14", "2026-01-14T18:50", "2026-01", "2026-01-XX", "[2026-01-14..2026-01-15]"; unknown is "XXXX"';

/** One date, date-time or season; checks ranges of hours, minutes and offsets, but not that the day exists. */
export function parseDate(text: string): EdtfDate | EdtfProblem {
  const m = DATE.exec(text);
  if (!m)
    return edtfProblem('SYNTAX', text, (t) => `${t} is not an EDTF date (ISO 8601-2). Write for instance ${EXAMPLES}.`);
  const year = yearPattern(m[2] as string, m[3], text);
  if (typeof year !== 'string') return year;
  const marks = `${m[1]}${m[4]}${m[5] ?? ''}${m[7] ?? ''}${m[8] ?? ''}${m[10] ?? ''}${m[16] ?? ''}`;
  const date = {
    kind: 'DATE' as const,
    year,
    approximate: marks.includes('~') || marks.includes('%'),
    uncertain: marks.includes('?') || marks.includes('%'),
  };
  const month = m[6];
  const day = m[9];
  if (month !== undefined && day === undefined && SEASON.test(month)) return { ...date, season: Number(month) };
  if (m[11] === undefined) return { ...date, month, day };
  if (`${year}${month}${day}`.includes('X')) {
    return edtfProblem(
      'SYNTAX',
      text,
      (t) => `${t} gives a time of a day that it leaves open. Write the date without the time.`,
    );
  }
  const time = clockTime(m, text);
  return 'problem' in time ? time : { ...date, month, day, time };
}

/** The year's digits; of `1950S2` only the first two are significant, so the rest become `X`. */
function yearPattern(written: string, significant: string | undefined, text: string): string | EdtfProblem {
  const [mantissa = '', exponent] = written.replace('Y', '').split('E');
  const value = Number(mantissa) * 10 ** Number(exponent ?? 0);
  if (Math.abs(value) > MAX_YEAR) {
    return edtfProblem('OUT_OF_RANGE', text, (t) => `${t} is out of range: years go from -${MAX_YEAR} to ${MAX_YEAR}.`);
  }
  if (mantissa === '-0000')
    return edtfProblem('NO_SUCH_DATE', text, (t) => `${t} has no meaning: the year 0 is written "0000".`);
  const digits = written.startsWith('Y') ? String(value) : mantissa;
  if (significant === undefined) return digits;
  const from = (digits.startsWith('-') ? 1 : 0) + Number(significant);
  return digits.slice(0, from) + 'X'.repeat(Math.max(0, digits.length - from));
}

function clockTime(m: RegExpExecArray, text: string): ClockTime | EdtfProblem {
  const [hour, minute] = [Number(m[11]), Number(m[12])];
  const second = m[13] === undefined ? undefined : Number(m[13]);
  const millisecond = m[14] === undefined ? undefined : Number(m[14].padEnd(3, '0'));
  const midnightAsEnd = hour === 24 && minute === 0 && !second && !millisecond;
  if ((hour > 23 && !midnightAsEnd) || minute > 59 || (second ?? 0) > 59) {
    return edtfProblem(
      'NO_SUCH_DATE',
      text,
      (t) => `${t} has no such time of day: hours go to 23, minutes and seconds to 59.`,
    );
  }
  const zone = m[15];
  if (zone === undefined) return { hour, minute, second, millisecond };
  const offset = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4) || 0);
  if (offset > 18 * 60 || Number(zone.slice(4) || 0) > 59) {
    return edtfProblem(
      'NO_SUCH_DATE',
      text,
      (t) => `${t} has no such offset: write hours and minutes up to 18:00, as in "-06:00".`,
    );
  }
  return { hour, minute, second, millisecond, offset: zone.startsWith('-') ? -offset : offset };
}
