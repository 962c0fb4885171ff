import { dateBounds } from './edtf-date.bounds.js';
import { edtfProblem, type EdtfProblem, isEdtfProblem } from './edtf.problem.js';
import type { Edtf, EdtfDate, EdtfEnd, EdtfRange } from './edtf.syntax.js';
import type { EpochMs } from './calendar.js';
import type { ZoneClock } from './zone.clock.js';

/** Coarse to fine. SEASON stands for quarters and halves of a year, too. */
export const PRECISIONS = [
  'UNKNOWN',
  'MILLENNIUM',
  'CENTURY',
  'DECADE',
  'YEAR',
  'SEASON',
  'MONTH',
  'DAY',
  'MINUTE',
  'SECOND',
  'MILLISECOND',
] as const;
export type Precision = (typeof PRECISIONS)[number];

/**
 * KNOWN: there is a bound. OPEN (`..`): deliberately without one, it went on, or any time up to then.
 * UNKNOWN (nothing, or `XXXX`): there is a bound, but no one has said when.
 */
export type EndKind = 'KNOWN' | 'OPEN' | 'UNKNOWN';

/** The instants between which something happened, or lasted. `?` and `~` are told, they do not widen the bounds. */
export interface EdtfBounds {
  /** Milliseconds since the epoch, inclusive; absent unless `start` is KNOWN. */
  readonly earliest?: EpochMs;
  /** The last millisecond, inclusive; absent unless `end` is KNOWN. */
  readonly latest?: EpochMs;
  readonly start: EndKind;
  readonly end: EndKind;
  /** Of several dates, the coarsest. */
  readonly precision: Precision;
  /** `~` or `%` stands somewhere. */
  readonly approximate: boolean;
  /** `?` or `%` stands somewhere. */
  readonly uncertain: boolean;
}

/** What the parsed time spans on the clock of a zone; a problem where a date does not exist or an end comes first. */
export function edtfBounds(edtf: Edtf, clock: ZoneClock, text: string): EdtfBounds | EdtfProblem {
  if (edtf.kind === 'DATE') return dateBounds(edtf, clock, text);
  if (edtf.kind === 'INTERVAL') return spanBounds(edtf.start, edtf.end, clock, text);
  const members: EdtfBounds[] = [];
  for (const member of edtf.members) {
    const bounds = memberBounds(member, clock, text);
    if (isEdtfProblem(bounds)) return bounds;
    members.push(bounds);
  }
  return members.reduce(hull);
}

function memberBounds(member: EdtfDate | EdtfRange, clock: ZoneClock, text: string): EdtfBounds | EdtfProblem {
  return member.kind === 'DATE' ? dateBounds(member, clock, text) : spanBounds(member.start, member.end, clock, text);
}

function spanBounds(start: EdtfEnd, end: EdtfEnd, clock: ZoneClock, text: string): EdtfBounds | EdtfProblem {
  const first = endBounds(start, clock, text);
  if (isEdtfProblem(first)) return first;
  const last = endBounds(end, clock, text);
  if (isEdtfProblem(last)) return last;
  if (first.earliest !== undefined && last.latest !== undefined && last.latest < first.earliest) {
    return edtfProblem('ENDS_BEFORE_START', text, (t) => `${t} ends before it starts. Write the earlier time first.`);
  }
  const precision =
    start.kind === 'DATE' && end.kind === 'DATE'
      ? coarser(first, last)
      : start.kind === 'DATE'
        ? first.precision
        : last.precision;
  return {
    earliest: first.earliest,
    latest: last.latest,
    start: first.start,
    end: last.end,
    precision,
    approximate: first.approximate || last.approximate,
    uncertain: first.uncertain || last.uncertain,
  };
}

function endBounds(end: EdtfEnd, clock: ZoneClock, text: string): EdtfBounds | EdtfProblem {
  if (end.kind === 'DATE') return dateBounds(end, clock, text);
  return { start: end.kind, end: end.kind, precision: 'UNKNOWN', approximate: false, uncertain: false };
}

/** The smallest span that holds both. A member without a bound leaves the whole without one. */
function hull(a: EdtfBounds, b: EdtfBounds): EdtfBounds {
  const start = looser(a.start, b.start);
  const end = looser(a.end, b.end);
  return {
    earliest: start === 'KNOWN' ? Math.min(a.earliest as number, b.earliest as number) : undefined,
    latest: end === 'KNOWN' ? Math.max(a.latest as number, b.latest as number) : undefined,
    start,
    end,
    precision: coarser(a, b),
    approximate: a.approximate || b.approximate,
    uncertain: a.uncertain || b.uncertain,
  };
}

function looser(a: EndKind, b: EndKind): EndKind {
  if (a === 'UNKNOWN' || b === 'UNKNOWN') return 'UNKNOWN';
  return a === 'OPEN' ? a : b;
}

function coarser(a: EdtfBounds, b: EdtfBounds): Precision {
  return PRECISIONS.indexOf(a.precision) <= PRECISIONS.indexOf(b.precision) ? a.precision : b.precision;
}
