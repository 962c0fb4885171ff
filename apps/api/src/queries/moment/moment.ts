import DataLoader from 'dataloader';
import {
  type Accountability,
  type AccountabilityInput,
  type Aggregate,
  accountabilityOf,
  aggregateOf,
  type EpochMs,
  type EventId,
  type Incident,
  type RecordState,
  type StreamName,
} from '#domain';
import type { FacetSet, IncidentFile, LinkKind, RecordView } from '#read-model';
import { allHere, type MaybePromise, whenHere } from '../common/maybe-promise.js';
import { type NodeClass, type NodeTypes, typeNamed } from '../common/node.registry.js';
import { BatchedLookup } from './batched.lookup.js';
import { leadsTo } from './leads-to.js';
import type { MomentSource } from './moment.source.js';
import type { Reading } from './reading.js';

/** Records whose entries are looked up by one statement, and how many entries it gives: more are looked up one by one. */
const MAX_PLACED = { records: 500, entries: 1_000_000 };

/** One fixed state of everything, as one operation reads it: nodes hold it, and look up in it what they lead to. */
export class Moment {
  readonly records: BatchedLookup<StreamName, RecordView | undefined>;
  readonly files: DataLoader<StreamName, IncidentFile | undefined>;
  readonly folded: DataLoader<StreamName, RecordState<unknown> | undefined>;
  #at?: EpochMs;
  readonly #duplicates: BatchedLookup<StreamName, readonly StreamName[]>;
  readonly #facets: BatchedLookup<StreamName, FacetSet | undefined>;
  readonly #alike: BatchedLookup<StreamName, readonly StreamName[]>;
  /** By kind of the near end and of the far one: `incident/case`. */
  readonly #links = new Map<string, BatchedLookup<StreamName, readonly StreamName[]>>();
  /** Every record that was looked up, by kind: those beside one will be asked what it is asked. */
  readonly #met = new Map<Aggregate, StreamName[]>();
  readonly #nodes = new Map<StreamName, unknown>();
  readonly #computed = new Map<StreamName, Promise<Accountability>>();
  readonly #places = new Map<EventId, number>();
  readonly #parents = new Map<StreamName, readonly StreamName[]>();

  constructor(
    readonly source: MomentSource,
    readonly reading: Reading,
    private readonly judgedBy: () => EpochMs,
  ) {
    this.records = new BatchedLookup((ids) => whenHere(source.records(ids), (views) => this.#meet(views)));
    this.#duplicates = new BatchedLookup((ids) => {
      const found = source.duplicates(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
    this.#facets = new BatchedLookup((ids) => {
      const found = source.facets(ids);
      return ids.map((id) => found.get(id));
    });
    this.#alike = new BatchedLookup((ids) => {
      const found = source.alike(ids);
      for (const alike of found.values()) this.records.announce(alike);
      return ids.map((id) => found.get(id) ?? []);
    });
    this.files = new DataLoader(async (ids) => {
      const found = await source.files(ids);
      this.#place([...found.values()].flatMap(recordsOf));
      return ids.map((id) => found.get(id));
    });
    this.folded = new DataLoader(async (ids) => {
      const found = await source.folded(ids);
      this.#place([...found.values()]);
      return ids.map((id) => found.get(id));
    });
  }

  /** What `stale` and `overdue` are judged by unless a field says otherwise. */
  get at(): EpochMs {
    return (this.#at ??= this.judgedBy());
  }

  /** The node of a record; null where there is none of that id and kind at this moment. */
  find<K extends keyof NodeTypes>(id: StreamName, kind: K): MaybePromise<NodeTypes[K] | null> {
    if (aggregateOf(id) !== kind.toLowerCase()) return null;
    // Whoever works with the tracker is nobody else's business.
    if (kind === 'Actor' && !this.reading.mayReadActor(id)) return null;
    return whenHere(this.records.get(id), (view) => this.#node(view, kind));
  }

  /** Those that there are, in the order of the ids; looked up together. */
  findAll<K extends keyof NodeTypes>(ids: readonly StreamName[], kind: K): MaybePromise<NodeTypes[K][]> {
    this.records.announce(ids);
    return whenHere(allHere(ids.map((id) => this.find(id, kind))), (nodes) => nodes.filter((node) => node !== null));
  }

  /** Records linked with one, as nodes; one look-up for all of its kind that were met. */
  linked<K extends keyof NodeTypes>(id: StreamName, to: LinkKind, kind: K): MaybePromise<NodeTypes[K][]> {
    return whenHere(this.linkedIds(id, to), (ids) => this.findAll(ids, kind));
  }

  linkedIds(id: StreamName, to: LinkKind): MaybePromise<readonly StreamName[]> {
    const kind = aggregateOf(id);
    const lookup = this.#linksOf(`${kind}/${to}`, to);
    if (kind && !lookup.has(id)) lookup.announce(this.#met.get(kind) ?? []);
    return lookup.get(id);
  }

  /** The row of an incident, as lists see it; undefined on the axis of what was public. */
  row(incident: StreamName): MaybePromise<FacetSet | undefined> {
    if (!this.#facets.has(incident)) this.#facets.announce(this.#met.get('incident') ?? []);
    return this.#facets.get(incident);
  }

  /** The incidents that were merged into one, be it by way of others. */
  duplicatesOf(incident: StreamName): MaybePromise<readonly StreamName[]> {
    if (!this.#duplicates.has(incident)) this.#duplicates.announce(this.#met.get('incident') ?? []);
    return this.#duplicates.get(incident);
  }

  /** The incident, then those merged into it whose facts count: all of them tell of it. */
  tellingOf(incident: RecordView<Incident>): MaybePromise<readonly RecordView<Incident>[]> {
    return whenHere(this.duplicatesOf(incident.id), (ids) => {
      if (ids.length === 0) return [incident];
      this.records.announce(ids);
      return whenHere(allHere(ids.map((id) => this.records.get(id))), (views) => [
        incident,
        ...views.filter((view): view is RecordView<Incident> => view !== undefined && !view.retraction),
      ]);
    });
  }

  /** Records that may be about the same thing as one; one look-up for all of its kind that were met. */
  alike<K extends keyof NodeTypes>(id: StreamName, kind: K): MaybePromise<NodeTypes[K][]> {
    if (!this.#alike.has(id)) this.#alike.announce(this.#met.get(kind.toLowerCase() as Aggregate) ?? []);
    return whenHere(this.#alike.get(id), (ids) => this.findAll(ids, kind));
  }

  /** What was done about an incident, computed once for the operation. */
  accountability(incident: StreamName): Promise<Accountability> {
    let computing = this.#computed.get(incident);
    if (!computing) {
      computing = this.#compute(incident);
      this.#computed.set(incident, computing);
    }
    return computing;
  }

  async #compute(incident: StreamName): Promise<Accountability> {
    const file = await this.files.load(incident);
    if (!file) throw new Error(`there is no file of ${incident} at index ${this.source.index}`);
    return accountabilityOf({
      ...(file satisfies Pick<AccountabilityInput, keyof IncidentFile>),
      parentsOf: (agency) => this.#parentsOf(agency),
      thresholdDays: this.reading.settings.staleDays,
      indexOf: (entry) => this.indexOf(entry),
    });
  }

  /** An entry's place in the log. */
  indexOf(entry: EventId): number | undefined {
    return this.#places.get(entry) ?? this.reading.model.locate(entry)?.index;
  }

  /** Of every entry of records that were read it will be asked where it stands: one look-up tells of all. */
  #place(read: readonly RecordState<unknown>[]): void {
    const records = [...new Set(read.map(({ id }) => id))];
    const snapshot = this.source.snapshot ?? this.reading.present;
    for (let n = 0; n < records.length; n += MAX_PLACED.records) {
      const some = records.slice(n, n + MAX_PLACED.records);
      for (const { entry, index } of snapshot.entries(some, { limit: MAX_PLACED.entries }))
        this.#places.set(entry, index);
    }
  }

  #parentsOf(agency: StreamName): readonly StreamName[] {
    let parents = this.#parents.get(agency);
    if (!parents) {
      parents = (this.source.snapshot ?? this.reading.present).parentsOf(agency);
      this.#parents.set(agency, parents);
    }
    return parents;
  }

  #linksOf(ends: string, to: LinkKind): BatchedLookup<StreamName, readonly StreamName[]> {
    let lookup = this.#links.get(ends);
    if (!lookup) {
      lookup = new BatchedLookup((ids) =>
        whenHere(this.source.linked(ids, to), (found) => {
          for (const linked of found.values()) this.records.announce(linked);
          return ids.map((id) => found.get(id) ?? []);
        }),
      );
      this.#links.set(ends, lookup);
    }
    return lookup;
  }

  #meet(views: readonly (RecordView | undefined)[]): readonly (RecordView | undefined)[] {
    for (const view of views) {
      if (!view) continue;
      const alike = this.#met.get(view.kind);
      if (alike) alike.push(view.id);
      else this.#met.set(view.kind, [view.id]);
      this.records.announce(leadsTo(view));
      if (view.kind === 'person') this.reading.subjects.announce([view.id]);
    }
    return views;
  }

  #node<K extends keyof NodeTypes>(view: RecordView | undefined, kind: K): NodeTypes[K] | null {
    if (!view) return null;
    let node = this.#nodes.get(view.id) as NodeTypes[K] | undefined;
    if (!node) {
      node = new (typeNamed(kind) as NodeClass<NodeTypes[K]>)(this, view as RecordView<never>);
      this.#nodes.set(view.id, node);
    }
    return node;
  }
}

const recordsOf = (file: IncidentFile): RecordState<unknown>[] => [
  file.incident,
  ...file.duplicates,
  ...file.investigations,
  ...file.cases,
  ...file.statements,
];
