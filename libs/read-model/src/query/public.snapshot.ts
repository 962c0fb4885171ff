import { isEdtfProblem, parseEdtf, type EpochMs, type RecordState, type StreamName } from '#domain';
import { viewOf } from '../fold/folded.record.js';
import { foldPublic } from '../public/public.record.js';
import { incidentFiles } from './incident.files.js';
import type { ModelReader } from './model.reader.js';
import { NotOnThisAxisError } from './query.errors.js';
import type { PublicSnapshot, Snapshot } from './read-model.types.js';
import { historyOf, type RecordLog } from './record.history.js';
import type { IncidentFile, RecordView } from './views.types.js';

/** What anyone could have known, see `foldPublic`. Which source had been published is judged by what we know of it now. */
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
      const known = foldPublic(id, events, (source) => this.publishedBy(source));
      if (known) folded.set(id, this.snapshot.settled(known as RecordState<State>));
    }
    return folded;
  }

  files(incidents: readonly StreamName[]): Promise<ReadonlyMap<StreamName, IncidentFile>> {
    return incidentFiles(incidents, this.snapshot, (ids) => this.folded(ids));
  }

  list(): never {
    throw new NotOnThisAxisError();
  }

  private publishedBy(source: StreamName): boolean {
    let at = this.published.get(source);
    if (at === undefined) this.published.set(source, (at = publicationOf(this.snapshot.record(source))));
    return at <= this.instant;
  }
}

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
