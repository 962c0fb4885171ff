import type { IncidentChange, ReadModel, RecordFilter } from '#read-model';

export type ChangeKind = 'ENTERED' | 'CHANGED' | 'LEFT';

/**
 * What a change means to a filter; undefined where it is none of its business. The filter is held against the incident
 * before and after: one on the new state alone would never tell that something left.
 */
export function changeKind(
  model: Pick<ReadModel, 'matches'>,
  filter: RecordFilter<'incident'>,
  { before, after, entry }: IncidentChange,
): ChangeKind | undefined {
  // Freshness is judged at the time of the change, so that a cursor gives the same changes whenever it is resumed.
  const judged = filter.at === undefined ? filter : { ...filter, at: Date.parse(entry.recordedAt) };
  const did = before !== undefined && model.matches('incident', judged, before);
  const does = model.matches('incident', judged, after);
  if (did) return does ? 'CHANGED' : 'LEFT';
  return does ? 'ENTERED' : undefined;
}
