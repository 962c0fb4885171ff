import type { StreamName } from '../shared/ids.js';
import { isEdtfProblem, parseEdtf } from '../time/index.js';
import { standing, type AccountabilityInput } from './accountability.input.js';
import type { Moment } from './freshness.compute.js';

export interface Overdue extends Moment {
  readonly investigation: StreamName;
  readonly deadlineId: string;
}

/**
 * From when on (inclusive) something is overdue: the end of the earliest deadline that is not met, at the latest that
 * its date allows. A deadline without a known end is never passed.
 */
export function overdueOf({ investigations }: Pick<AccountabilityInput, 'investigations'>): Overdue | undefined {
  let earliest: Overdue | undefined;
  for (const { state } of standing(investigations)) {
    for (const { deadlineId, due, met, entry, moved } of state.deadlines) {
      if (met) continue;
      const bounds = parseEdtf(due.edtf, due.zone);
      if (isEdtfProblem(bounds) || bounds.latest === undefined) continue;
      const at = bounds.latest + 1;
      if (earliest && earliest.at <= at) continue;
      earliest = { at, entry: moved.at(-1) ?? entry, investigation: state.id, deadlineId };
    }
  }
  return earliest;
}
