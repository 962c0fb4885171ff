import { boundsOf, type Entry } from '#domain';

/**
 * Enough of a record's world order to tell whether a new entry comes last in it, without the entries themselves.
 * Absent is unbounded, so that it survives JSON.
 */
export interface OrderTail {
  /** Earliest dated entry, milliseconds since the epoch. */
  readonly floor?: number;
  /** The greatest lower bound, and the latest instant of what stands there; absent is infinite. */
  readonly lower?: number;
  readonly latest?: number;
}

/**
 * The tail with the entry appended, or undefined where it may not come last. Errs to that side: what the answer then
 * costs is folding anew, by the domain's own order.
 */
export function appendToTail(tail: OrderTail | undefined, entry: Entry): OrderTail | undefined {
  const { earliest, latest } = boundsOf(entry.occurred);
  if (!tail) return tidy(earliest, earliest, latest);
  // The first dated entry gives all undated ones before it their place.
  if (tail.floor === undefined && earliest !== undefined) return undefined;
  const lower = earliest ?? tail.floor ?? Infinity;
  const last = tail.lower ?? Infinity;
  if (lower < last) return undefined;
  if (lower === last && (latest ?? Infinity) < (tail.latest ?? Infinity)) return undefined;
  return tidy(tail.floor ?? earliest, lower, latest);
}

/** The tail of a whole record, in whatever order its entries come. */
export function tailOf(entries: readonly Entry[]): OrderTail | undefined {
  if (entries.length === 0) return undefined;
  const bounds = entries.map((entry) => boundsOf(entry.occurred));
  const floor = bounds.reduce<number>((least, { earliest }) => Math.min(least, earliest ?? Infinity), Infinity);
  const lowers = bounds.map(({ earliest }) => earliest ?? floor);
  const lower = lowers.reduce((most, at) => Math.max(most, at), -Infinity);
  // An entry that is `after` another may stand further on than its own date says: count its end in any case.
  const latest = bounds.reduce((most, bound, n) => {
    const counts = lowers[n] === lower || entries[n]!.occurred.after !== undefined;
    return counts ? Math.max(most, bound.latest ?? Infinity) : most;
  }, -Infinity);
  return tidy(floor, lower, latest);
}

const tidy = (floor?: number, lower?: number, latest?: number): OrderTail => ({
  ...(finite(floor) ? { floor } : {}),
  ...(finite(lower) ? { lower } : {}),
  ...(finite(latest) ? { latest } : {}),
});

const finite = (value: number | undefined): boolean => value !== undefined && Number.isFinite(value);
