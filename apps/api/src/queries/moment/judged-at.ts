import { type EpochMs, resolveInstant } from '#domain';
import { apiError } from '../../graphql/api-error.js';
import type { Moment } from './moment.js';

/**
 * What `stale` and `overdue` are judged by: the moment that was asked for, unless another is given.
 * @throws a top-level `INVALID_MOMENT` where it is not one moment
 */
export function judgedAt(moment: Moment, at: string | null | undefined): EpochMs {
  if (at == null) return moment.at;
  const instant = resolveInstant(at, moment.reading.settings.timeZone);
  if (typeof instant !== 'number')
    throw apiError('INVALID_MOMENT', `at: ${instant.message}`, { argument: 'at', value: at });
  return instant;
}
