import type { EpochMs, LogIndex, RecordState, StreamName } from '#domain';
import type { FacetSet, IncidentFile, LinkKind, PublicSnapshot, RecordView, Snapshot } from '#read-model';
import type { MaybePromise } from '../common/maybe-promise.js';
import { publicLinks } from './public.links.js';

/** One fixed state of everything, on whichever axis: what nodes look things up in. */
export interface MomentSource {
  readonly index: LogIndex;
  /** Undefined on the axis of what was public, which has no lists. */
  readonly snapshot?: Snapshot;
  readonly publicBy?: EpochMs;
  /** The instant that was asked for, where it was resolved to the index. */
  readonly recordedBy?: EpochMs;
  records(ids: readonly StreamName[]): MaybePromise<readonly (RecordView | undefined)[]>;
  linked(ids: readonly StreamName[], to: LinkKind): MaybePromise<ReadonlyMap<StreamName, readonly StreamName[]>>;
  /** Other records that may be about the same thing. Not known on the axis of what was public. */
  alike(ids: readonly StreamName[]): ReadonlyMap<StreamName, readonly StreamName[]>;
  /** The incidents that were merged into each, be it by way of others. */
  duplicates(ids: readonly StreamName[]): ReadonlyMap<StreamName, readonly StreamName[]>;
  facets(ids: readonly StreamName[]): ReadonlyMap<StreamName, FacetSet>;
  folded(ids: readonly StreamName[]): Promise<ReadonlyMap<StreamName, RecordState<unknown>>>;
  files(incidents: readonly StreamName[]): Promise<ReadonlyMap<StreamName, IncidentFile>>;
}

export const atIndex = (snapshot: Snapshot, recordedBy?: EpochMs): MomentSource => ({
  index: snapshot.index,
  snapshot,
  ...(recordedBy === undefined ? {} : { recordedBy }),
  records: (ids) => snapshot.records(ids),
  linked: (ids, to) => snapshot.linked(ids, to),
  alike: (ids) => snapshot.alike(ids),
  duplicates: (ids) => snapshot.duplicates(ids),
  facets: (ids) => snapshot.facets(ids),
  folded: (ids) => snapshot.folded(ids),
  files: (incidents) => snapshot.files(incidents),
});

/** All that is on record of a source was registered here: there is nothing in it that could have been public or not. */
const REGISTERED = /^source-/;

/** What was public by an instant: facts pass by their sources' dates. What is registered is read as it is on record. */
export const atPublication = (registered: Snapshot, open: PublicSnapshot): MomentSource => ({
  index: registered.index,
  publicBy: open.instant,
  records: (ids) => Promise.all(ids.map((id) => (REGISTERED.test(id) ? registered.record(id) : open.record(id)))),
  // Which incidents may name each other is looked up as it is on record: each is then read as it was public.
  linked: (ids, to) =>
    to === 'incident' && ids.every((id) => id.startsWith('incident-'))
      ? registered.linked(ids, to)
      : publicLinks(open, ids, to),
  alike: () => new Map(),
  // That two records are of one incident is our own judgement, and counts as it stands.
  duplicates: (ids) => registered.duplicates(ids),
  facets: () => new Map(),
  folded: (ids) => open.folded(ids),
  files: (incidents) => open.files(incidents),
});
