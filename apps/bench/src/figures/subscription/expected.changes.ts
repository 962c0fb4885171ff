import {
  foldRecord,
  type Incident,
  incidentDecider,
  latestVerification,
  type RecordState,
  type StoredEvent,
  type StreamName,
} from '#domain';
import { upcast } from '#catalogue';
import type { EventStore, RecordedEvent, StorePosition } from '#event-store';
import { keyOf, type ToldChange } from './change.operation.js';
import type { DeclaredFilter } from './watcher.filters.js';

/** One event of the log, and what each client is to be told of it. */
export interface ExpectedChange {
  readonly entry: string;
  readonly to: readonly { readonly watcher: number; readonly key: string }[];
}

type Facets = Readonly<Record<string, readonly string[]>>;

/**
 * What is due to the clients, from the log and the declared filters alone: each incident is folded before and after each
 * of its events. No read model, no feed and no filter of the server is asked, since those are what is examined.
 * @throws where the log holds something about incidents that this account knows nothing of
 */
export async function expectedChanges(
  store: EventStore,
  after: StorePosition,
  filters: readonly DeclaredFilter[],
): Promise<readonly ExpectedChange[]> {
  const histories = new Histories(store);
  const expected: ExpectedChange[] = [];
  for await (const event of store.readAll({ after })) {
    if (!event.stream.startsWith('incident-')) {
      if (!NO_CHANGE.test(event.stream)) throw new Error(`${event.type} of ${event.stream} may change incidents`);
      continue;
    }
    const [before, now] = await histories.around(event);
    const to = filters.flatMap((filter, watcher) => {
      const change = changeOf(filter, before, now);
      return change ? [{ watcher, key: keyOf(event.id, event.stream, change) }] : [];
    });
    expected.push({ entry: event.id, to });
  }
  return expected;
}

/** Records that no incident is computed from. */
const NO_CHANGE = /^(actor-|log$|source-|person-)/;

/** The incidents' facets by their revisions; each stream is read once. */
class Histories {
  private readonly streams = new Map<StreamName, StoredEvent[]>();
  private readonly latest = new Map<StreamName, Facets | undefined>();

  constructor(private readonly store: EventStore) {}

  async around(event: RecordedEvent): Promise<readonly [Facets | undefined, Facets | undefined]> {
    const { stream, revision } = event;
    const events = this.streams.get(stream) ?? (await this.read(stream));
    const before = this.latest.has(stream) ? this.latest.get(stream) : facetsAt(stream, events, revision - 1);
    const after = facetsAt(stream, events, revision);
    this.latest.set(stream, after);
    return [before, after];
  }

  private async read(stream: StreamName): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const event of this.store.readStream(stream)) events.push(upcast(event));
    this.streams.set(stream, events);
    return events;
  }
}

function facetsAt(stream: StreamName, events: readonly StoredEvent[], revision: number): Facets | undefined {
  if (revision < 0) return undefined;
  return facetsOf(foldRecord(incidentDecider, stream, events.slice(0, revision + 1)) as RecordState<Incident>);
}

/** Undefined where lists leave it out. */
function facetsOf({ state, retraction }: RecordState<Incident>): Facets | undefined {
  if (retraction || state.mergedInto) return undefined;
  const known = (values: readonly (string | undefined)[]) => values.filter((value) => value !== undefined);
  return {
    kind: state.kinds.map(({ value }) => value),
    relevance: known([state.relevance?.value]),
    region: known(state.places.map(({ region }) => region)),
    locality: known(state.places.map(({ locality }) => locality)),
    agency: known([...state.agencies, ...state.people].map(({ agency }) => agency)),
    agencyRole: state.agencies.map(({ agency, role }) => `${agency}:${role}`),
    force: state.force.map(({ type }) => type),
    injury: state.injuries.map(({ severity }) => severity),
    verification: known([latestVerification(state)?.level]),
  };
}

function changeOf(
  filter: DeclaredFilter,
  before: Facets | undefined,
  after: Facets | undefined,
): ToldChange['change'] | undefined {
  const [did, does] = [matches(filter, before), matches(filter, after)];
  if (did) return does ? 'CHANGED' : 'LEFT';
  return does ? 'ENTERED' : undefined;
}

function matches(filter: DeclaredFilter, facets: Facets | undefined): boolean {
  if (!facets) return false;
  for (const facet in filter) {
    const asked = filter[facet]!;
    const values = facets[facet]!;
    if (asked.in && !asked.in.some((value) => values.includes(value))) return false;
    if (asked.notIn?.some((value) => values.includes(value))) return false;
  }
  return true;
}
