import { aggregateOf, splitMentions, type StoredEvent, type StreamName } from '#domain';
import { AnswerError, type GraphQLServer } from '../server/graphql.server.js';
import { UsageError } from '../usage.error.js';
import type { HeldEvent } from './told.event.js';
import type { ToldHistory } from './told.history.js';

/** Records of a case at most; one with more is the log itself, for which memory does not matter. */
const MOST_RECORDS = 10_000;

const ABOUT = `query ($index: SafeInt!, $id: ID!) {
  record(asOf: { index: $index }) {
    incident(id: $id) {
      id duplicates { id } mergedInto { id } investigations(include: [RETRACTED]) { id }
      cases(include: [RETRACTED]) { id } statements(include: [RETRACTED]) { id }
    }
  }
}`;
type Ids = readonly { readonly id: StreamName }[];
interface About {
  readonly record: {
    readonly incident: {
      readonly id: StreamName;
      readonly mergedInto: { readonly id: StreamName } | null;
    } & Readonly<Record<'duplicates' | 'investigations' | 'cases' | 'statements', Ids>>;
  };
}

/** What a record that is held names, and without which it would not be understood. Never other inquiries or incidents. */
const FOLLOWED = /^(?:statement|person|agency|source)-/;

/**
 * The records that bear on incidents: those that were merged into them, the investigations, cases and statements about
 * them, and whoever and whatever these name, be it by way of others: persons, agencies, sources, statements.
 *
 * @returns each with its events from its first up to the checkpoint
 * @throws UsageError where there is no such incident; AnswerError, NotAsSealedError
 */
export async function caseOf(
  incidents: readonly StreamName[],
  { server, index, history }: { server: GraphQLServer; index: number; history: ToldHistory },
  onRecord: (done: number, of: number) => void = () => {},
): Promise<ReadonlyMap<StreamName, readonly HeldEvent[]>> {
  const found = new Set<StreamName>();
  for (const id of incidents) for (const record of await aboutIncident(server, index, id)) found.add(record);
  const held = new Map<StreamName, readonly HeldEvent[]>();
  for (const record of found) {
    if (found.size > MOST_RECORDS)
      throw new UsageError(`more than ${MOST_RECORDS} records bear on these incidents: export --all of the log`);
    const events: HeldEvent[] = [];
    for await (const event of history.of(record)) events.push(event);
    if (events.length === 0) throw new AnswerError(`${server.url} names ${record}, and has no event of it`);
    held.set(record, events);
    for (const { event } of events) for (const named of namedIn(event)) found.add(named);
    onRecord(held.size, found.size);
  }
  return held;
}

async function aboutIncident(server: GraphQLServer, index: number, id: StreamName): Promise<StreamName[]> {
  if (aggregateOf(id) !== 'incident')
    throw new UsageError(`--incident: "${id.slice(0, 80)}" is not the id of an incident`);
  const { record } = await server.ask<About>(ABOUT, { index, id });
  const { incident } = record;
  if (!incident) throw new UsageError(`--incident: there is no ${id} on record at index ${index}`);
  const { duplicates, mergedInto, investigations, cases, statements } = incident;
  const about = [duplicates, mergedInto ? [mergedInto] : [], investigations, cases, statements].flat();
  return [id, ...about.map((one) => one.id)];
}

/** The records that an event names, in its data, its grounds or a mention in a text. */
export function* namedIn({ data, sources, attribution }: StoredEvent): Generator<StreamName> {
  yield* namedWithin([data, sources, attribution]);
}

function* namedWithin(value: unknown): Generator<StreamName> {
  if (typeof value === 'string') {
    if (FOLLOWED.test(value) && aggregateOf(value)) yield value;
    else for (const { person } of splitMentions(value).mentions) yield person;
  } else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* namedWithin(inner);
}
