import type { Incident, StreamName } from '#domain';
import type { LinkKind, Snapshot } from '#read-model';

/** What is recorded apart from an incident, or from a person, and is about them. */
const ABOUT = ['investigation', 'case', 'statement'] as const;

/**
 * Everything that bears on the incidents of a person, nearest first: their own record, the incidents that they have a
 * part in and those merged with them, the inquiries, cases and statements about these or about the person, and the
 * sources of all of them. A record may come more than once.
 */
export function* bearingRecords(snapshot: Snapshot, person: StreamName): Generator<StreamName> {
  const linked = (id: StreamName, to: LinkKind) => snapshot.linked([id], to).get(id) ?? [];
  function* withSources(id: StreamName): Generator<StreamName> {
    yield id;
    yield* linked(id, 'source');
  }
  function* about(id: StreamName): Generator<StreamName> {
    for (const kind of ABOUT) for (const record of linked(id, kind)) yield* withSources(record);
  }
  yield* withSources(person);
  const incidents = new Set(linked(person, 'incident'));
  for (const incident of incidents) {
    yield* withSources(incident);
    yield* about(incident);
    // The set grows while it is walked: a duplicate may have duplicates.
    for (const other of mergedWith(snapshot, incident, linked(incident, 'incident'))) incidents.add(other);
  }
  yield* about(person);
}

/** Of the incidents that one is linked with, those that are on record for the same event: each bears on the other. */
function mergedWith(snapshot: Snapshot, incident: StreamName, linked: readonly StreamName[]): StreamName[] {
  const into = (id: StreamName) => snapshot.record<Incident>(id)?.state.mergedInto?.value;
  const canonical = into(incident);
  return linked.filter((other) => other === canonical || into(other) === incident);
}
