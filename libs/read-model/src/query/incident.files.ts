import {
  officersIn,
  type Case,
  type Incident,
  type Investigation,
  type Person,
  type RecordState,
  type Statement,
  type StreamName,
} from '#domain';
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
  const files = new Map<StreamName, Omit<IncidentFile, 'officers'>>();
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
  const officers = new Map(
    [...files].map(([id, { incident, duplicates: merged, investigations }]) => {
      const told = [incident, ...merged].map(({ state }) => state);
      return [
        id,
        officersIn(
          told,
          investigations.map(({ state }) => state),
        ),
      ] as const;
    }),
  );
  const people = await fold([...officers.values()].flat());
  return new Map(
    [...files].map(([id, file]) => {
      const known = officers.get(id)!.map((name) => people.get(name) as RecordState<Person> | undefined);
      return [id, { ...file, officers: known.filter((state) => state !== undefined) }];
    }),
  );
}
