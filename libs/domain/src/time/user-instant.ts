import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from './calendar.js';
import { parseEdtf } from './edtf.parse.js';
import { edtfProblem, type EdtfProblem, isEdtfProblem } from './edtf.problem.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}(?::\d{2})?)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The moment that someone means who asks "as of" it: a date-time with an offset is that instant, one without is read on
 * the zone's clock (the later of two where it was set back), and a bare date means the end of that day, its last
 * millisecond. Anything vaguer is refused: the answer would depend on how it is read.
 */
export function resolveInstant(text: string, zone: string): EpochMs | EdtfProblem {
  if (!INSTANT.test(text)) return endOfDay(text, zone);
  const bounds = parseEdtf(text, zone);
  if (isEdtfProblem(bounds)) return bounds;
  // The bounds of "18:50" reach to 18:50:59.999, but whoever writes an instant means its beginning.
  const unit = { MINUTE: 60_000, SECOND: 1_000 }[bounds.precision as string] ?? 1;
  return (bounds.latest as number) - unit + 1;
}

/** The last millisecond of a calendar day (`2026-01-15`) in the zone. */
export function endOfDay(text: string, zone: string): EpochMs | EdtfProblem {
  const bounds = parseEdtf(text, zone);
  if (isEdtfProblem(bounds)) return bounds;
  if (DAY.test(text) && bounds.latest !== undefined) return bounds.latest;
  return edtfProblem(
    'SYNTAX',
    text,
    (t) =>
      `${t} is not one moment. Write a day ("2026-01-15", its end is meant) or a date-time ("2026-01-15T18:00:00-06:00").`,
  );
}

/**
 * The instant a number of calendar days later (or earlier, if negative), at the same reading of the zone's clock; where
 * that reading was skipped, as much later as the clock was set forward.
 *
 * @param zone IANA name; an unknown one throws a RangeError
 */
export function nextInstant(instant: EpochMs, days: number, zone: string): EpochMs {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).add({ days }).epochMilliseconds;
}
