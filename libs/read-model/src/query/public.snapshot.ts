import {
  aggregateOf,
  isAboutEntries,
  isEdtfProblem,
  parseEdtf,
  type Aggregate,
  type EpochMs,
  type RecordState,
  type StoredEvent,
  type StreamName,
} from '#domain';
import { viewOf } from '../fold/folded.record.js';
import { incidentFiles } from './incident.files.js';
import type { ModelReader } from './model.reader.js';
import { NotOnThisAxisError } from './query.errors.js';
import type { PublicSnapshot, Snapshot } from './read-model.types.js';
import { foldHistory, historyOf, type RecordLog } from './record.history.js';
import type { IncidentFile, RecordView } from './views.types.js';

/**
 * What anyone could have known. Facts pass by their sources; an editorial decision was never anyone's to know before
 * we made it, so it passes only if it names a source of its own. Corrections pass by theirs.
 */
export class ModelPublicSnapshot implements PublicSnapshot {
  private readonly published = new Map<StreamName, EpochMs>();

  constructor(
    readonly instant: EpochMs,
    private readonly snapshot: Snapshot,
    private readonly reader: ModelReader,
    private readonly log: RecordLog,
  ) {}

  async record<State>(id: StreamName): Promise<RecordView<State> | undefined> {
    const state = (await this.folded(<readonly StreamName[]>[id])).get(id);
    const full = this.snapshot.record(id);
    if (!state || !full) return undefined;
    return viewOf(state, full.kind, full.firstIndex, full.lastIndex) as RecordView<State>;
  }

  async folded<State>(ids: readonly StreamName[]): Promise<ReadonlyMap<StreamName, RecordState<State>>> {
    const folded = new Map<StreamName, RecordState<State>>();
    for (const id of new Set(ids)) {
      const revision = this.snapshot.record(id)?.revision;
      if (revision === undefined) continue;
      const events = await historyOf(this.log, this.reader.withheld, id, revision);
      const passed = events.filter((event) => this.passes(event, events));
      // An entry that began the record may not have been public while a later one was; without any there is no record.
      if (passed.length > 0) folded.set(id, foldHistory(id, passed) as RecordState<State>);
    }
    return folded;
  }

  files(incidents: readonly StreamName[]): Promise<ReadonlyMap<StreamName, IncidentFile>> {
    return incidentFiles(incidents, this.snapshot, (ids) => this.folded(ids));
  }

  list(): never {
    throw new NotOnThisAxisError();
  }

  private passes(event: StoredEvent, all: readonly StoredEvent[]): boolean {
    // Agencies and sources are what the record refers to, not what it asserts.
    if (REFERENCES.has(aggregateOf(event.stream) as Aggregate)) return true;
    if (event.sources?.some(({ source }) => this.publishedBy(source))) return true;
    // A correction without sources of its own rests on those of the entry that it corrects.
    if (!isAboutEntries(event.type) || event.type !== 'EntryCorrected' || event.data['sources']) return false;
    const original = all.find(({ id }) => id === event.data['entry']);
    return original !== undefined && this.passes(original, all);
  }

  private publishedBy(source: StreamName): boolean {
    let at = this.published.get(source);
    if (at === undefined) this.published.set(source, (at = publicationOf(this.snapshot.record(source))));
    return at <= this.instant;
  }
}

const REFERENCES: ReadonlySet<Aggregate> = new Set<Aggregate>(['agency', 'person', 'source']);

/** The last instant at which it may have been published; what has no date was never published for certain. */
function publicationOf(view: RecordView | undefined): EpochMs {
  const state = view?.state as { published?: { value?: Published } & Published } | undefined;
  const published = state?.published?.value ?? state?.published;
  if (!published?.edtf || !published.zone) return Infinity;
  const bounds = parseEdtf(published.edtf, published.zone);
  return isEdtfProblem(bounds) ? Infinity : (bounds.latest ?? Infinity);
}

interface Published {
  readonly edtf?: string;
  readonly zone?: string;
}
