import { type EdtfProblem, type EpochMs, isEdtfProblem, parseEdtf, resolveInstant } from '#domain';
import type { InexactRange } from '#read-model';
import { apiError } from '../../graphql/api-error.js';
import type { DateRangeInput } from './date-range.input.js';

/**
 * The instants of a range.
 *
 * @param name of the argument: `filter.occurred`
 * @param fallback zone in which dates are meant where the range names none
 * @throws a top-level `INVALID_QUERY` for a date that is none, and for a range that ends before it begins
 */
export function instantsOf(name: string, { from, to, zone }: DateRangeInput, fallback: string): InexactRange {
  const where = zone ?? fallback;
  const begins = from == null ? undefined : checked(`${name}.from`, from, startOf(from, where));
  const ends = to == null ? undefined : checked(`${name}.to`, to, resolveInstant(to, where));
  // An inexact date overlaps both ends of such a range, so it would be found by what cannot be.
  if (begins !== undefined && ends !== undefined && begins > ends)
    throw apiError('INVALID_QUERY', `${name}: it ends ("${to}") before it begins ("${from}"). Exchange the two.`, {
      argument: name,
      value: { from, to },
    });
  return { ...(begins === undefined ? {} : { from: begins }), ...(ends === undefined ? {} : { to: ends }) };
}

function startOf(text: string, zone: string): EpochMs | EdtfProblem | undefined {
  if (text.includes('T')) return resolveInstant(text, zone);
  const bounds = parseEdtf(text, zone);
  return isEdtfProblem(bounds) ? bounds : bounds.earliest;
}

function checked(argument: string, value: string, instant: EpochMs | EdtfProblem | undefined): EpochMs {
  if (typeof instant === 'number') return instant;
  const message = instant?.message ?? `"${value.slice(0, 60)}" has no beginning: give a date.`;
  throw apiError('INVALID_QUERY', `${argument}: ${message}`, { argument, value });
}
