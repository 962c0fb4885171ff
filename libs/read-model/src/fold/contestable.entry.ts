import type { Entry, JsonObject } from '#domain';

/** Types of facts that can exclude each other, and what of them tells whether they do. */
const COMPARED: Readonly<Record<string, readonly string[]>> = {
  InjuryReported: ['injured', 'severity', 'hospitalised'],
  ForceReported: ['type', 'manner', 'by', 'against'],
  PersonInvolved: ['person', 'role', 'minor', 'agency'],
  EvidenceAccessChanged: ['agency', 'access'],
  CustodyChanged: ['of', 'custody'],
};

/** As much of an entry as it takes to tell whether it is contested: a version of a record has no other entries. */
export type ContestableEntry = Pick<Entry, 'id' | 'type' | 'occurred' | 'attribution' | 'sources' | 'data'>;

export function contestable(entry: Entry): ContestableEntry | undefined {
  const compared = COMPARED[entry.type];
  if (!compared) return undefined;
  const { id, type, occurred, attribution, sources } = entry;
  const data: JsonObject = {};
  for (const field of compared) if (entry.data[field] !== undefined) data[field] = entry.data[field];
  return {
    id,
    type,
    occurred,
    ...(attribution ? { attribution } : {}),
    sources: sources.map(({ source }) => ({ source })),
    data,
  };
}
