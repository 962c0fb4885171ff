import type { EventStore } from '#event-store';
import type { StreamName } from '#domain';

/** Records that are in the log already: what commands are about. */
export interface KnownRecords {
  readonly incidents: readonly StreamName[];
  readonly persons: readonly StreamName[];
  readonly sources: readonly StreamName[];
  readonly agencies: readonly StreamName[];
}

/** Those that begin within the first so many events. */
export async function knownRecords(store: EventStore, limit: number): Promise<KnownRecords> {
  const found = {
    incidents: new Set<string>(),
    persons: new Set<string>(),
    sources: new Set<string>(),
    agencies: new Set<string>(),
  };
  const retracted = new Set<string>();
  for await (const { stream, type } of store.readAll({ limit })) {
    if (type === 'IncidentReported') found.incidents.add(stream);
    else if (type === 'PersonRegistered') found.persons.add(stream);
    else if (type === 'SourceRecorded') found.sources.add(stream);
    else if (type === 'AgencyRegistered') found.agencies.add(stream);
    else if (type === 'RecordRetracted') retracted.add(stream);
  }
  return {
    incidents: [...found.incidents].filter((stream) => !retracted.has(stream)),
    persons: [...found.persons],
    sources: [...found.sources],
    agencies: [...found.agencies],
  };
}
