import type { EpochMs } from './calendar.js';

/** Instants, both inclusive; a side that is left out has no limit. */
export interface InstantRange {
  readonly from?: EpochMs;
  readonly to?: EpochMs;
}

/** What is known of when something happened; a missing side is open or unknown. */
export interface Bounds {
  readonly earliest?: EpochMs;
  readonly latest?: EpochMs;
}

/** POSSIBLE: it may have happened within the range; CERTAIN: it cannot have happened outside. */
export type RangeMatch = 'POSSIBLE' | 'CERTAIN';

/** Whether an inexact time falls in a range. A range without limits holds everything, the unknown too. */
export function matchesRange({ earliest, latest }: Bounds, { from, to }: InstantRange, match: RangeMatch): boolean {
  if (match === 'POSSIBLE')
    return (latest ?? Infinity) >= (from ?? -Infinity) && (earliest ?? -Infinity) <= (to ?? Infinity);
  return (earliest ?? -Infinity) >= (from ?? -Infinity) && (latest ?? Infinity) <= (to ?? Infinity);
}
