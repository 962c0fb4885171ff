import type { Decider } from '../shared/decider.js';
import type { Entry } from '../shared/entry.js';
import { worldOrder } from '../time/index.js';

/**
 * The order in which a record is folded: that of the world, but for what registered it. A registration is dated when
 * somebody wrote it down, and what it says held before anything that the record says with a date of its own: a new name
 * of 2025 is newer than the one under which the agency was registered in 2026.
 *
 * @param entries in log order @returns a new array with the same entries; O(n log n)
 */
export function recordOrder<T extends Pick<Entry, 'id' | 'occurred' | 'revision' | 'type'>>(
  { registration }: Pick<Decider<never>, 'registration'>,
  entries: readonly T[],
): T[] {
  const ordered = worldOrder(entries);
  const at = registration === undefined ? -1 : ordered.findIndex((entry) => isIts(registration, entry));
  if (at > 0) ordered.unshift(...ordered.splice(at, 1));
  return ordered;
}

const isIts = (registration: string, { revision, type }: Pick<Entry, 'revision' | 'type'>): boolean =>
  revision === 0 && type === registration;
