import type { EpochMs, Incident, LogIndex, RecordState, StreamName } from '#domain';
import { agenciesAbove } from '../facets/agency.facets.js';
import { withoutVoidMerge } from '../fold/void.merge.js';
import { incidentFiles } from './incident.files.js';
import type { ListedKind } from './facets.catalogue.js';
import type { Order, Page, PageRequest, RecordFilter } from './filter.types.js';
import type { ModelReader } from './model.reader.js';
import { ModelPublicSnapshot } from './public.snapshot.js';
import type { EntryRange, LinkKind, PublicSnapshot, SearchOptions, Snapshot } from './read-model.types.js';
import { foldHistory, historyOf, type RecordLog } from './record.history.js';
import type { FacetSet, IncidentFile, IndexedEntry, RecordView } from './views.types.js';

/** Everything at one index. */
export class ModelSnapshot implements Snapshot {
  constructor(
    readonly index: LogIndex,
    private readonly reader: ModelReader,
    private readonly source: RecordLog,
  ) {}

  record<State>(id: StreamName): RecordView<State> | undefined {
    const view = this.reader.view(id, this.index) as RecordView<State> | undefined;
    return view && this.settled(view);
  }

  records<State>(ids: readonly StreamName[]): readonly (RecordView<State> | undefined)[] {
    return ids.map((id) => this.record<State>(id));
  }

  list<Kind extends ListedKind>(
    kind: Kind,
    filter: RecordFilter<Kind>,
    order: Order,
    page: PageRequest,
  ): Page<StreamName> {
    return this.reader.lists.list(kind, filter, order, page, this.index);
  }

  count<Kind extends ListedKind>(kind: Kind, filter: RecordFilter<Kind>): number {
    return this.reader.lists.count(kind, filter, this.index);
  }

  linked(ids: readonly StreamName[], to: LinkKind): ReadonlyMap<StreamName, readonly StreamName[]> {
    return new Map(ids.map((id) => [id, this.reader.links.linked(id, to, this.index)]));
  }

  alike(ids: readonly StreamName[]): ReadonlyMap<StreamName, readonly StreamName[]> {
    return new Map(ids.map((id) => [id, this.reader.alike.of(id, this.index)]));
  }

  facets(ids: readonly StreamName[]): ReadonlyMap<StreamName, FacetSet> {
    const found = ids.map((id) => [id, this.reader.facets.of(id, this.index)] as const);
    return new Map(found.filter((pair): pair is [StreamName, FacetSet] => pair[1] !== undefined));
  }

  async folded<State>(ids: readonly StreamName[]): Promise<ReadonlyMap<StreamName, RecordState<State>>> {
    const folded = new Map<StreamName, RecordState<State>>();
    for (const id of new Set(ids)) {
      const revision = this.record(id)?.revision;
      if (revision === undefined) continue;
      const events = await historyOf(this.source, this.reader.withheld, id, revision);
      folded.set(id, this.settled(foldHistory(id, events) as RecordState<State>));
    }
    return folded;
  }

  files(incidents: readonly StreamName[]): Promise<ReadonlyMap<StreamName, IncidentFile>> {
    return incidentFiles(incidents, this, (ids) => this.folded(ids));
  }

  entries(records: readonly StreamName[], range: EntryRange): readonly IndexedEntry[] {
    return this.reader.entriesOf(records, range, this.index);
  }

  log(range: EntryRange): readonly IndexedEntry[] {
    return this.reader.log(range, this.index);
  }

  search(text: string, options: SearchOptions): readonly StreamName[] {
    return this.reader.search(text, options, this.index);
  }

  parentsOf(agency: StreamName): readonly StreamName[] {
    return agenciesAbove(agency, (name) => this.record(name));
  }

  duplicates(ids: readonly StreamName[]): ReadonlyMap<StreamName, readonly StreamName[]> {
    return new Map(ids.map((id) => [id, this.reader.links.duplicatesOf(id, this.index)]));
  }

  settled<R extends Pick<RecordState<unknown>, 'id' | 'state' | 'gaps'>>(record: R): R {
    if (!record.id.startsWith('incident-')) return record;
    const into = (record.state as Incident).mergedInto?.value;
    return into && !this.reader.links.isMerged(record.id, into, this.index) ? withoutVoidMerge(record) : record;
  }

  publicBy(instant: EpochMs): PublicSnapshot {
    return new ModelPublicSnapshot(instant, this, this.reader, this.source);
  }
}
