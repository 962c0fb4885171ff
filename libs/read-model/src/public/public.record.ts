import {
  aggregateOf,
  DECLARATIONS,
  effectiveEntries,
  foldStandings,
  isAboutEntries,
  type Aggregate,
  type EntryStanding,
  type RecordState,
  type StoredEvent,
  type StreamName,
} from '#domain';
import { deciderOf } from '../fold/deciders.js';
import { passingCorrections } from './public.corrections.js';
import { publicEntry } from './public.entry.js';

/** Whether a source had been published by the instant that is asked for. */
export type IsPublic = (source: StreamName) => boolean;

/**
 * A record as anyone could have known it; undefined where nothing of it was public. Facts pass by their sources, and
 * corrections by theirs. That an agency, a person or a source is registered is no fact: it is what facts refer to, and
 * counts as it is on record, with the decisions about it. What we decided about our own record (an entry is wrong, a record is none, two are one) is no
 * fact of the world that could have been public or not: it counts as it stands, unless it names sources, whose
 * publication it then waits for. Any other decision passes by its sources only.
 */
export function foldPublic(
  record: StreamName,
  events: readonly StoredEvent[],
  isPublic: IsPublic,
): RecordState<unknown> | undefined {
  const decided = events.filter((event) => !waits(event, isPublic));
  const corrections = passingCorrections(effectiveEntries(decided), isPublic);
  const passed = decided.filter(({ type, id }) => type !== 'EntryCorrected' || corrections.has(id));
  const kind = aggregateOf(record) as Aggregate;
  const counts = (type: string) => OF_THE_RECORD.has(type) || (REFERENCES.has(kind) && !FACTS.has(type));
  const standings = effectiveEntries(passed).flatMap((standing): EntryStanding[] => {
    const entry = counts(standing.event.type) ? standing.entry : publicEntry(standing.entry, isPublic);
    const known = standing.corrections.map((one) => ({ ...one, event: withPublicSources(one.event, isPublic) }));
    return entry ? [{ ...standing, entry, corrections: known }] : [];
  });
  // Without a fact there is no record: neither a merge nor a retraction makes one.
  if (standings.every(({ event }) => OF_THE_RECORD.has(event.type))) return undefined;
  const shown = new Set(standings.flatMap(({ event, corrections: all }) => [event.id, ...all.map(({ id }) => id)]));
  const counting = passed.filter(({ id, type, data }) =>
    isAboutEntries(type) ? data['entry'] === undefined || shown.has(data['entry'] as string) : shown.has(id),
  );
  return foldStandings(deciderOf(kind), record, counting, standings);
}

const withPublicSources = (event: StoredEvent, isPublic: IsPublic): StoredEvent =>
  event.sources ? { ...event, sources: event.sources.filter(({ source }) => isPublic(source)) } : event;

/** What the record refers to, and does not assert. */
const REFERENCES: ReadonlySet<Aggregate> = new Set<Aggregate>(['agency', 'person', 'source']);
const FACTS: ReadonlySet<string> = new Set(
  DECLARATIONS.filter(({ nature }) => nature === 'FACT').map(({ type }) => type),
);
/** Decisions about the record itself. */
const OF_THE_RECORD: ReadonlySet<string> = new Set(['IncidentMerged', 'IncidentUnmerged']);
const ABOUT_OUR_OWN: ReadonlySet<string> = new Set([
  ...OF_THE_RECORD,
  'EntryWithdrawn',
  'EntryReinstated',
  'RecordRetracted',
  'RecordReinstated',
]);

/** Whether a decision is not to be told yet; facts and corrections are judged with the entries that they are part of. */
function waits({ type, sources = [] }: StoredEvent, isPublic: IsPublic): boolean {
  if (type === 'EntryCorrected' || !(isAboutEntries(type) || OF_THE_RECORD.has(type))) return false;
  if (sources.length === 0) return !ABOUT_OUR_OWN.has(type);
  return !sources.some(({ source }) => isPublic(source));
}
