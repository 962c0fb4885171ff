import type { Occurred } from '../shared/envelope.js';
import type { EventId } from '../shared/ids.js';
import { boundsOf, type Bounds } from '../time/index.js';

/** Hours from one thing to another; where a time is inexact, between how many. */
export interface Lag {
  /** Where both times are known to the minute. */
  readonly hours?: number;
  /** The least it can have been, 0 or more. */
  readonly minHours: number;
  /** The most; absent where that is open or unknown. */
  readonly maxHours?: number;
  /** The incident's entry, and that of what followed. */
  readonly entries: readonly EventId[];
}

export interface Timed {
  readonly at: Occurred;
  readonly entry: EventId;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const inHours = (ms: number): number => Math.round((Math.max(0, ms) / HOUR) * 100) / 100;

/** Undefined where nothing is known of either time, or where the second certainly came first: it did not follow. */
export function lagBetween(from: Timed, to: Timed): Lag | undefined {
  const start = boundsOf(from.at);
  const end = boundsOf(to.at);
  if (start.earliest === undefined || (end.earliest === undefined && end.latest === undefined)) return undefined;
  if (end.latest !== undefined && end.latest < start.earliest) return undefined;
  const entries = [from.entry, to.entry];
  if (isExact(start) && isExact(end)) {
    const hours = inHours(end.earliest! - start.earliest);
    return { hours, minHours: hours, maxHours: hours, entries };
  }
  const least = end.earliest === undefined || start.latest === undefined ? 0 : end.earliest - start.latest;
  return {
    minHours: inHours(least),
    ...(end.latest === undefined ? {} : { maxHours: inHours(end.latest - start.earliest) }),
    entries,
  };
}

/** The lag to whichever came first: of several inexact ones it is at least the least, and at most the least most. */
export function lagToFirst(from: Timed, candidates: readonly Timed[]): Lag | undefined {
  const lags = candidates.map((to) => lagBetween(from, to)).filter((lag) => lag !== undefined);
  if (lags.length === 0) return undefined;
  const first = lags.reduce((a, b) =>
    b.minHours < a.minHours || (b.minHours === a.minHours && most(b) < most(a)) ? b : a,
  );
  const max = Math.min(...lags.map(most));
  const { hours, ...rest } = first;
  return {
    ...rest,
    ...(Number.isFinite(max) ? { maxHours: max } : {}),
    ...(hours !== undefined && max === hours ? { hours } : {}),
  };
}

/** The lag to whichever came last. */
export function lagToLast(from: Timed, candidates: readonly Timed[]): Lag | undefined {
  const lags = candidates.map((to) => lagBetween(from, to)).filter((lag) => lag !== undefined);
  // One of which nothing is known may have been the last.
  if (lags.length === 0 || lags.length < candidates.length) return undefined;
  const last = lags.reduce((a, b) => (most(b) > most(a) || (most(b) === most(a) && b.minHours > a.minHours) ? b : a));
  const minHours = Math.max(...lags.map((lag) => lag.minHours));
  const { hours, ...rest } = last;
  return { ...rest, minHours, ...(hours !== undefined && minHours === hours ? { hours } : {}) };
}

const most = (lag: Lag): number => lag.maxHours ?? Infinity;

const isExact = ({ earliest, latest }: Bounds): boolean =>
  earliest !== undefined && latest !== undefined && latest - earliest <= MINUTE;
