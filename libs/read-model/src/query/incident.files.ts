import type { Case, Incident, Investigation, RecordState, Statement, StreamName } from '#domain';
import type { Snapshot } from './read-model.types.js';
import type { IncidentFile } from './views.types.js';

const ABOUT = ['investigation', 'case', 'statement'] as const;

/** Incidents with what was done about them. Each record is folded once, whatever number of incidents it is about. */
export async function incidentFiles(
  incidents: readonly StreamName[],
  snapshot: Pick<Snapshot, 'linked' | 'duplicates'>,
  fold: (ids: readonly StreamName[]) => Promise<ReadonlyMap<StreamName, RecordState<unknown>>>,
): Promise<ReadonlyMap<StreamName, IncidentFile>> {
  const duplicates = snapshot.duplicates(incidents);
  const links = ABOUT.map((kind) => snapshot.linked(incidents, kind));
  const folded = await fold([...incidents, ...[duplicates, ...links].flatMap((of) => [...of.values()].flat())]);
  const files = new Map<StreamName, IncidentFile>();
  for (const id of incidents) {
    const incident = folded.get(id) as RecordState<Incident> | undefined;
    if (!incident) continue;
    const [merged, investigations, cases, statements] = [duplicates, ...links].map((of) =>
      of
        .get(id)!
        .map((name) => folded.get(name))
        .filter((state) => state !== undefined),
    );
    files.set(id, {
      incident,
      investigations: investigations as RecordState<Investigation>[],
      cases: cases as RecordState<Case>[],
      statements: statements as RecordState<Statement>[],
      duplicates: merged as RecordState<Incident>[],
    });
  }
  return files;
}
