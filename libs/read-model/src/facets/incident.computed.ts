import { boundsOf, type Case, type Incident, type Investigation, type Statement, type StreamName } from '#domain';
import type { Folded } from '../fold/folded.record.js';
import type { RecordView, RowValues } from '../query/views.types.js';
import { investigationStatus, isDisputed, type IncidentViews } from './computed.bridge.js';
import { LISTING, TagCollector, type Facets } from './facet.set.js';
import { overdueFrom } from './investigation.facets.js';
import { instantOf, listingOf, type RecordTags } from './record.facets.js';

const DAY = 86_400_000;
/** While one of these is the status, silence means that our knowledge ages; a closed matter does not go stale. */
const GOES_STALE: ReadonlySet<string> = new Set(['OPEN', 'REFERRED', 'SUSPENDED', 'ANNOUNCED', 'NONE_KNOWN']);

/** Facets and values of an incident, with what was done about it. A retracted record about it does not count. */
export function incidentFacets(
  known: RecordTags,
  incident: Folded,
  related: readonly Folded[],
  recorded: number,
  { staleAfterDays, parentsOf }: { staleAfterDays: number; parentsOf: (agency: StreamName) => readonly StreamName[] },
): Facets {
  const standing = related.filter(({ view }) => !view.retraction);
  const views: IncidentViews = { ...sorted(incident, standing), parentsOf };
  const status = investigationStatus(views);
  const tags = new TagCollector('incident', known.numbering)
    .add(LISTING, listingOf(incident.view, views.incident.state.mergedInto !== undefined))
    .addAll(known.of('incident', incident))
    .add('status', status);
  for (const folded of standing) tags.addAll(known.contributionOf(folded));
  if (isDisputed(views.statements)) tags.add('disputed', 'true');
  return {
    values: { ...occurredOf(views.incident), ...timesOf(incident, related, recorded, status, staleAfterDays) },
    tags: tags.collected(),
  };
}

function sorted(incident: Folded, related: readonly Folded[]): Omit<IncidentViews, 'parentsOf'> {
  const of = <State>(kind: string) =>
    related.filter(({ view }) => view.kind === kind).map(({ view }) => view as RecordView<State>);
  return {
    incident: incident.view as RecordView<Incident>,
    investigations: of<Investigation>('investigation'),
    cases: of<Case>('case'),
    statements: of<Statement>('statement'),
  };
}

function occurredOf({ state }: RecordView<Incident>): Pick<RowValues, 'earliest' | 'latest'> {
  if (!state.occurred) return {};
  const { earliest, latest } = boundsOf(state.occurred.value);
  return { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
}

function timesOf(
  incident: Folded,
  related: readonly Folded[],
  recorded: number,
  status: string,
  staleAfterDays: number,
): Pick<RowValues, 'recorded' | 'moved' | 'staleFrom' | 'overdueFrom'> {
  let moved = recorded;
  let confirmed = -Infinity;
  let overdue = Infinity;
  for (const { view } of [incident, ...related]) {
    moved = Math.max(moved, instantOf(view.lastMovement) ?? 0);
    confirmed = Math.max(confirmed, instantOf(view.lastConfirmation) ?? -Infinity);
    if (view.kind === 'investigation' && !view.retraction)
      overdue = Math.min(overdue, overdueFrom(view as RecordView<Investigation>) ?? Infinity);
  }
  return {
    recorded,
    moved,
    ...(GOES_STALE.has(status) ? { staleFrom: Math.max(moved, confirmed) + staleAfterDays * DAY } : {}),
    ...(overdue === Infinity ? {} : { overdueFrom: overdue }),
  };
}
