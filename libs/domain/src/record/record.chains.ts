import { currentParent, type Agency } from '../agency/agency.state.js';
import type { Incident } from '../incident/incident.state.js';
import { aggregateOf, type StreamName } from '../shared/ids.js';
import type { RecordState } from './record.fold.js';

/** Relations that lead from one record to the next and must never lead back. */
export const CHAINS = {
  standsFor: 'stands for',
  partOf: 'is part of',
} as const;
export type Chain = keyof typeof CHAINS;

/**
 * Where the chains go on from a record, as things stand. Whoever follows a chain to its end (which record counts, whose
 * agency it is) would never get there in a circle. What a retracted record says is followed too: it may be reinstated.
 */
export function chainsFrom({ id, state, retraction }: RecordState<unknown>): Record<Chain, readonly StreamName[]> {
  const { mergedInto, succeededBy } = state as Partial<Incident & Agency>;
  const standsFor = [mergedInto?.value, succeededBy?.value, retraction?.duplicateOf];
  const parent = aggregateOf(id) === 'agency' ? currentParent(state as Agency) : undefined;
  return { standsFor: standsFor.filter((next) => next !== undefined), partOf: parent ? [parent] : [] };
}
