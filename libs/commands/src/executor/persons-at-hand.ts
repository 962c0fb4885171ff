import { aggregateOf, type Aggregate, type StreamName } from '#domain';
import type { Leaves } from '#catalogue';
import { mentionedIn } from './mentions.js';
import type { LoadedRecord, RecordLoader } from './record-loader.js';

/** Incidents whose persons are looked up, and persons that are given: what is about more is no longer about a few. */
const MOST_INCIDENTS = 20;
const MOST_PERSONS = 200;

/**
 * Who is likely to be meant by a single word of a name: the persons that a command names, by reference or by mention,
 * those of the record that it is about, and those of the incidents that either is about.
 */
export async function personsAtHand(
  stream: StreamName,
  leaves: Leaves,
  { state }: LoadedRecord,
  records: RecordLoader,
): Promise<readonly StreamName[]> {
  const named = [...leaves.references.map(({ target }) => target), ...mentionedIn(leaves).map(({ person }) => person)];
  const here = new Set([stream, ...named, ...namesIn(state.state)]);
  const persons = new Set(only('person', here));
  const incidents = only('incident', here).filter((incident) => incident !== stream);
  for (const incident of incidents.slice(0, MOST_INCIDENTS)) {
    const there = await records.load(incident);
    for (const person of only('person', namesIn(there.state.state))) persons.add(person);
  }
  return [...persons].slice(0, MOST_PERSONS);
}

const only = (aggregate: Aggregate, streams: Iterable<StreamName>): StreamName[] =>
  [...streams].filter((stream) => aggregateOf(stream) === aggregate);

/** Every record that a state names, wherever in it. A state is plain JSON, so nobody is missed where it grows. */
function* namesIn(value: unknown): Generator<StreamName> {
  if (typeof value === 'string') {
    if (aggregateOf(value)) yield value;
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* namesIn(inner);
  }
}
