import type { Statement, StreamName } from '#domain';
import type { Snapshot } from '#read-model';

/** What the variables of the example queries are called, each with a value of this very record. */
export type ExampleValues = Readonly<Record<string, string | number>>;

/** Incidents that are looked at for one that the examples have something to show of. */
const LOOKED_AT = 10;

/**
 * Values with which every example has an answer, as far as the record has any: the earliest incident about which
 * something was said, so that the examples stay the same while the record grows.
 */
export function exampleValues(snapshot: Snapshot | undefined, now = new Date()): ExampleValues {
  const day = now.toISOString().slice(0, 10);
  const whenever = { day, later: day, zone: 'UTC', from: 0 };
  if (!snapshot || snapshot.index < 0) return whenever;
  const order = { by: 'RECORDED', direction: 'ASC' } as const;
  const incidents = snapshot.list('incident', {}, order, { first: LOOKED_AT }).edges.map(({ node }) => node);
  const first = (of: StreamName | undefined, kind: 'statement' | 'person' | 'agency') =>
    of && snapshot.linked([of], kind).get(of)?.[0];
  const incident = incidents.find((id) => first(id, 'statement') && first(id, 'person')) ?? incidents[0];
  const statement = first(incident, 'statement');
  const issuer = statement && snapshot.record<Statement>(statement)?.state.issuer?.value;
  const found = {
    incident,
    statement,
    person: first(incident, 'person'),
    agency: (issuer ? issuer.onBehalfOf : undefined) ?? first(incident, 'agency'),
  };
  const known = Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const index = (incident && snapshot.record(incident)?.firstIndex) ?? 0;
  return { ...whenever, index, from: index, ...Object.fromEntries(known) };
}
