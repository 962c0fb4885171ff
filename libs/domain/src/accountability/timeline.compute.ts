import type { Gap } from '../record/record.fold.js';
import type { Entry } from '../shared/entry.js';
import type { StreamName } from '../shared/ids.js';
import { worldOrder } from '../time/index.js';
import { officerEntries } from './officers.compute.js';
import { standingRecords, type AccountabilityInput } from './accountability.input.js';

/**
 * All entries of the incident and of what was done about it, in world order, as they stand now: those too that do not
 * count, and what was decided about them, since what was done to the record is part of what it tells. Of the records of
 * officers, how they stand with their agencies.
 */
export function timelineOf(input: AccountabilityInput): Entry[] {
  const place = (entry: Entry) => input.indexOf?.(entry.id) ?? Number.POSITIVE_INFINITY;
  const records = [
    input.incident,
    ...(input.duplicates ?? []),
    ...input.investigations,
    ...input.cases,
    ...input.statements,
  ];
  const officers = officerEntries(input.incident, input.officers ?? []).map(({ entry }) => entry);
  const entries = records
    .flatMap(({ standings, administration }) => [...standings.map(({ entry }) => entry), ...administration])
    .concat(officers)
    .map((entry) => ({ entry, index: place(entry) }))
    .sort((a, b) => inLogOrder(a, b))
    .map(({ entry }) => entry);
  return worldOrder(entries);
}

interface Placed {
  readonly entry: Entry;
  readonly index: number;
}

function inLogOrder(a: Placed, b: Placed): number {
  if (a.index !== b.index) return a.index < b.index ? -1 : 1;
  if (a.entry.recordedAt !== b.entry.recordedAt) return a.entry.recordedAt < b.entry.recordedAt ? -1 : 1;
  if (a.entry.stream !== b.entry.stream) return a.entry.stream < b.entry.stream ? -1 : 1;
  return a.entry.revision - b.entry.revision;
}

/** Every sequence that does not fit, with the record in which it does not. */
export const gapsOf = (input: AccountabilityInput): (Gap & { readonly record: StreamName })[] =>
  standingRecords(input).flatMap(({ id, gaps }) => gaps.map((gap) => ({ ...gap, record: id })));
