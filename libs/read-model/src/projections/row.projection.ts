import type { LogIndex, StreamName } from '#domain';
import type { Folded } from '../fold/folded.record.js';
import type { RecordChange } from '../fold/record.change.js';
import { isListedKind, sameFacets, type Facets } from '../facets/facet.set.js';
import type { ComputedFrom } from '../facets/computed.bridge.js';
import { incidentFacets } from '../facets/incident.computed.js';
import { linksOf, RecordTags } from '../facets/record.facets.js';
import type { ListedKind } from '../query/facets.catalogue.js';
import { BulkInsert } from '../tables/bulk.insert.js';
import { BoundedCache } from '../support/bounded.cache.js';
import type { ProjectionContext, ProjectionFactory } from './projection.js';
import { AgencyTree } from './agency.tree.js';
import { mergeChanged, MergedIncidents } from './merged.incidents.js';
import { IncidentOfficers, officerStatusChanged } from './incident.officers.js';
import { RowTable } from './row.table.js';

/** Records that are about incidents, and so change what is computed for them. */
const ABOUT_INCIDENTS: ReadonlySet<string> = new Set(['investigation', 'case', 'statement']);

/** Rows for lists, and the change feed of incidents. */
export const rowProjection: ProjectionFactory = (context) => new RowProjection(context);

class RowProjection {
  readonly name = 'row';
  readonly tables = ['row', 'row_tag', 'tag', 'change'];
  private readonly rows: RowTable;
  private readonly tags: RecordTags;
  private readonly agencies: AgencyTree;
  private readonly merges: MergedIncidents;
  private readonly officers: IncidentOfficers;
  private readonly facets = new BoundedCache<StreamName, Facets>(20_000);
  private readonly feed: BulkInsert;
  private recorded = 0;
  private changes: (number | null)[][] = [];

  constructor(private readonly context: ProjectionContext) {
    const { db } = context;
    this.rows = new RowTable(db);
    this.tags = new RecordTags(this.rows);
    this.agencies = new AgencyTree((agency) => context.current(agency));
    this.merges = new MergedIncidents(context);
    this.officers = new IncidentOfficers(context, this.merges);
    this.feed = new BulkInsert(db, 'change', ['idx', 'sub', 'record', 'before_row', 'after_row']);
  }

  apply(change: RecordChange): void {
    const { index, event, after } = change;
    // Of a record that has no row yet this is the first entry.
    this.recorded = Date.parse(event.recordedAt);
    const { kind } = after.view;
    if (kind !== 'incident' && isListedKind(kind)) this.update(kind, after, index);
    const { certain, possible } = this.touchedIncidents(change);
    const all = [...possible.map((name) => [name, false] as const), ...certain.map((name) => [name, true] as const)];
    const touched = [...new Map(all)].sort(([a], [b]) => (a < b ? -1 : 1));
    let sub = 0;
    for (const [incident, always] of touched) if (this.change(incident, index, sub, always)) sub += 1;
    if (event.type === 'TextWithheld' && change.rewrite) this.announce(change.rewrite.record, index, sub);
  }

  flush(): void {
    this.rows.flush();
    this.feed.insert(this.changes);
    this.changes = [];
  }

  reset(): void {
    this.changes = [];
    this.rows.reset();
    this.tags.reset();
    this.facets.clear();
  }

  /** Incidents that the event is about in any case; and those of which it may have changed what is computed. */
  private touchedIncidents({ event, before, after }: RecordChange): {
    readonly certain: readonly StreamName[];
    readonly possible: readonly StreamName[];
  } {
    const { kind } = after.view;
    if (kind === 'incident') {
      const canonical = [before, after].flatMap((folded) => (folded ? this.merges.canonicalsOf(folded) : []));
      // A merge that comes or goes may make another of its circle count, or not.
      const possible = mergeChanged(before, after)
        ? [before, after].flatMap((f) => (f ? this.merges.chainOf(f) : []))
        : [];
      return { certain: [event.stream, ...canonical], possible };
    }
    if (ABOUT_INCIDENTS.has(kind)) {
      const named = [...(before ? linksOf(before) : []), ...linksOf(after)].filter(isIncident);
      const all = named.flatMap((name) => {
        const folded = this.context.current(name);
        return folded ? [name, ...this.merges.canonicalsOf(folded)] : [name];
      });
      return { certain: all, possible: [] };
    }
    if (kind === 'agency') return { certain: [], possible: this.agencies.incidentsOf(this.context, before, after) };
    if (kind === 'person' && officerStatusChanged(before, after))
      return { certain: this.officers.incidentsOf(event.stream), possible: [] };
    return { certain: [], possible: [] };
  }

  /** Whether there is anything to tell of the incident. */
  private change(incident: StreamName, index: LogIndex, sub: number, always: boolean): boolean {
    const folded = this.context.current(incident);
    // Named by a record, but not on record itself (yet).
    if (!folded) return false;
    const key = this.context.keys.need(incident);
    const rowBefore = key.lastRow;
    const rowAfter = this.update('incident', folded, index);
    if (!always && rowAfter === rowBefore) return false;
    this.changes.push([index, sub, key.id, rowBefore ?? null, rowAfter]);
    return true;
  }

  /** A withheld text changes no facet, but it changes what an incident's page shows. */
  private announce(record: StreamName, index: LogIndex, sub: number): void {
    const folded = this.context.current(record);
    if (!folded) return;
    const incidents = isIncident(record) ? [record] : linksOf(folded).filter(isIncident).sort();
    for (const incident of incidents) if (this.change(incident, index, sub, true)) sub += 1;
  }

  /** Writes a row if its facets have changed, and returns the row that is valid now. */
  private update(kind: ListedKind, folded: Folded, index: LogIndex): number {
    const { keys } = this.context;
    const key = keys.need(folded.view.id);
    const before = this.known(folded.view.id, key.lastRow);
    const recorded = before?.values.recorded ?? this.recorded;
    const after =
      kind === 'incident'
        ? incidentFacets(this.tags, this.computedFrom(this.merges.settled(folded)), recorded)
        : this.tags.facetsOf(kind, folded, recorded);
    if (before && key.lastRow !== undefined && sameFacets(before, after)) return key.lastRow;
    const row = this.rows.replace(kind, key, before, after, index);
    keys.touch(key);
    this.facets.set(folded.view.id, after);
    return row;
  }

  private known(record: StreamName, row: number | undefined): Facets | undefined {
    const cached = this.facets.get(record);
    if (cached || row === undefined) return cached;
    return this.facets.set(record, this.rows.read(row));
  }

  private computedFrom(incident: Folded): ComputedFrom {
    const duplicates = this.merges.duplicatesOf(incident.view.id);
    const related = new Map<StreamName, Folded>();
    for (const name of [incident.view.id, ...duplicates].flatMap((id) => [...this.context.pointingAt(id)])) {
      if (related.has(name) || !ABOUT_INCIDENTS.has(name.slice(0, name.indexOf('-')))) continue;
      const folded = this.context.current(name);
      if (folded) related.set(name, folded);
    }
    const merged = duplicates.map((name) => this.context.current(name)).filter((folded) => folded !== undefined);
    const all = [...related.values()];
    return {
      incident,
      related: all,
      duplicates: merged,
      officers: this.officers.concerned([incident, ...merged], all),
      parentsOf: (agency) => this.agencies.parentsOf(agency),
      thresholdDays: this.context.staleAfterDays,
    };
  }
}

const isIncident = (name: StreamName): boolean => name.startsWith('incident-');
