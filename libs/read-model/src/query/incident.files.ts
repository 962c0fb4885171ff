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
  const all = [...incidents, ...[...duplicates.values()].flat()];
  const links = ABOUT.map((kind) => snapshot.linked(all, kind));
  const folded = await fold([...incidents, ...links.flatMap((of) => [...of.values()].flat())]);
  const files = new Map<StreamName, IncidentFile>();
  for (const id of incidents) {
    const incident = folded.get(id) as RecordState<Incident> | undefined;
    if (!incident) continue;
    const related = links.map((of) => {
      const names = [id, ...duplicates.get(id)!].flatMap((name) => of.get(name)!);
      return [...new Set(names)].map((name) => folded.get(name)).filter((state) => state !== undefined);
    });
    files.set(id, {
      incident,
      investigations: related[0] as RecordState<Investigation>[],
      cases: related[1] as RecordState<Case>[],
      statements: related[2] as RecordState<Statement>[],
      duplicates: duplicates.get(id)!,
    });
  }
  return files;
}
