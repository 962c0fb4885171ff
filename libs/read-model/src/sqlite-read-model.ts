import { mkdirSync } from 'node:fs';
import type { EpochMs, EventId, LogIndex, StoredEvent } from '#domain';
import type { EventStore } from '#event-store';
import { walSize } from '#sqlite';
import { isComplete } from './files/model.file.js';
import { ModelPointer, removeModel } from './files/model.pointer.js';
import type { ProjectorMessage, ProjectorNews, StoreModule } from './projector/projector.messages.js';
import { ProjectorThread } from './projector/projector.thread.js';
import { eventsOf } from './query/indexed.events.js';
import { CheckpointWaiters } from './query/checkpoint.waiters.js';
import type { ListedKind } from './query/facets.catalogue.js';
import { matchesFilter, type TableAnswers } from './query/filter.match.js';
import type { RecordFilter } from './query/filter.types.js';
import { ModelSnapshot } from './query/model.snapshot.js';
import { IndexOutOfRangeError } from './query/query.errors.js';
import type {
  FeedPlace,
  IncidentChange,
  LinkKind,
  ReadModel,
  ReadModelStatus,
  Snapshot,
} from './query/read-model.types.js';
import { serve, serveNothing, type ServingModel } from './query/serving.model.js';
import type { FacetSet, IndexedEntry } from './query/views.types.js';
import { modelSignature } from './tables/model.signature.js';

export interface ReadModelOptions {
  /** Folder for the read model's files, made if missing; on a local disk, and of this node alone. */
  readonly folder: string;
  /** This thread's own log, for folding anew what is asked "as of" with its entries. */
  readonly log: EventStore;
  /** The projector's. */
  readonly store: StoreModule;
  /** Days without movement or confirmation after which an incident is stale; default 90. */
  readonly staleAfterDays?: number;
  /** Where the log may not be read yet: until when, and why. What was projected before serves meanwhile. */
  readonly held?: { readonly until: Promise<void>; readonly why: string };
  /** Told how the projector fares, and the one that fills a new file beside it: for the operator's log. */
  readonly onProjector?: (news: ProjectorNews) => void;
}

/** What the status tells of the index that serves. */
type Newest = Pick<ReadModelStatus, 'recordedAt' | 'logId'>;

/** The read model in SQLite files: one serves, another may be being filled beside it. */
export class SqliteReadModel implements ReadModel {
  private readonly pointer: ModelPointer;
  private readonly signature: string;
  private readonly waiters = new CheckpointWaiters();
  private readonly listeners = new Set<(status: ReadModelStatus) => void>();
  private serving: ServingModel;
  private live: ProjectorThread | undefined;
  private next: { readonly thread: ProjectorThread; built: boolean; index: LogIndex } | undefined;
  private switched: { resolve: () => void; reject: (error: Error) => void }[] = [];
  private state: ReadModelStatus['state'] = 'STARTING';
  private problem: string | undefined;
  private closed = false;
  private held: Promise<void> | undefined;
  private readonly tables: TableAnswers = {
    linked: ({ record, index }, kind) => this.serving.reader.links.linked(record, kind as LinkKind, index),
    hasText: (of, text) => this.serving.reader.hasText(of, text),
  };
  private newest: { readonly serving: ServingModel; readonly index: LogIndex; readonly of: Newest } | undefined;

  private constructor(private readonly options: ReadModelOptions) {
    mkdirSync(options.folder, { recursive: true });
    this.pointer = new ModelPointer(options.folder);
    this.signature = modelSignature({ staleAfterDays: this.staleAfterDays });
    const file = this.pointer.read();
    const usable = file !== undefined && isComplete(file, this.signature);
    this.pointer.sweep(usable ? file : undefined);
    this.serving = usable ? serve(file) : serveNothing();
    const { held } = options;
    if (held) {
      [this.state, this.problem] = ['RETRYING', held.why];
      this.held = held.until.then(() => (this.held = undefined));
    }
    this.onceFree(() => {
      if (usable) this.live = this.start(file, 'LIVE');
      else this.build();
    });
  }

  /** Serves at once what was projected before, and follows the log from there. */
  static open(options: ReadModelOptions): SqliteReadModel {
    return new SqliteReadModel(options);
  }

  status(): ReadModelStatus {
    const { index, position, file } = this.serving;
    return {
      index,
      ...(position === undefined ? {} : { position }),
      ...this.newestOf(this.serving),
      state: this.closed ? 'CLOSED' : this.state,
      ...(this.problem === undefined ? {} : { problem: this.problem }),
      // Few ask for it, and every answer tells its place: a look at the disk costs more than many an answer.
      get walBytes() {
        return walSize(file);
      },
      file,
    };
  }

  at(index: LogIndex): Snapshot {
    if (!Number.isInteger(index) || index < -1 || index > this.serving.index)
      throw new IndexOutOfRangeError(index, this.serving.index);
    return new ModelSnapshot(index, this.serving.reader, this.options.log);
  }

  current(): Snapshot {
    return this.at(this.serving.index);
  }

  resolve(instant: EpochMs): LogIndex {
    return this.serving.reader.resolve(instant, this.serving.index);
  }

  locate(entry: EventId): IndexedEntry | undefined {
    const found = this.serving.reader.locate(entry);
    // The projector may have committed what it has not told yet.
    return found && found.index <= this.serving.index ? found : undefined;
  }

  waitForEntry(entry: EventId, timeoutMs: number, signal?: AbortSignal): Promise<IndexedEntry | undefined> {
    return this.waiters.until(() => this.locate(entry), timeoutMs, signal);
  }

  async waitFor(index: LogIndex, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
    const reached = () => (this.serving.index >= index ? true : undefined);
    return (await this.waiters.until(reached, timeoutMs, signal)) ?? false;
  }

  changes(after: FeedPlace, limit: number): readonly IncidentChange[] {
    const { reader, index } = this.serving;
    return reader.changes(after, index, limit).map(({ idx, sub, name, before_row, after_row }) => ({
      place: { index: idx, sub },
      entry: reader.entryAt(idx)!,
      incident: name,
      ...(before_row === null ? {} : { before: reader.facets.ofRow(before_row, name, (idx - 1) as LogIndex) }),
      after: reader.facets.ofRow(after_row, name, idx),
    }));
  }

  matches<Kind extends ListedKind>(kind: Kind, filter: RecordFilter<Kind>, facets: FacetSet): boolean {
    const named = this.serving.reader.merged.named(kind, filter, facets.index);
    return matchesFilter(named, facets, this.tables);
  }

  events(
    entries: readonly IndexedEntry[],
    { upcast = false }: { upcast?: boolean } = {},
  ): Promise<readonly StoredEvent[]> {
    const { withheld } = this.serving.reader;
    return eventsOf(this.options.log, entries, (event) => (upcast ? withheld.read(event) : withheld.strip(event)));
  }

  onCheckpoint(listener: (status: ReadModelStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  rebuild(): Promise<void> {
    this.onceFree(() => {
      if (!this.next) this.build();
    });
    return new Promise((resolve, reject) => this.switched.push({ resolve, reject }));
  }

  /** Goes on after a pause. */
  resume(): void {
    this.live?.resume();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const { reject } of this.switched.splice(0)) reject(new Error('the read model was closed'));
    await Promise.all([this.live?.stop(), this.next?.thread.stop()]);
    this.serving.reader.close();
  }

  /** Looked up once for each index, since every answer tells it. */
  private newestOf(serving: ServingModel): Newest {
    const { index, reader } = serving;
    if (this.newest?.serving === serving && this.newest.index === index) return this.newest.of;
    const recordedAt = index < 0 ? undefined : reader.maxRecordedAt(index);
    const logId = reader.logId(index);
    const of = { ...(recordedAt === undefined ? {} : { recordedAt }), ...(logId === undefined ? {} : { logId }) };
    this.newest = { serving, index, of };
    return of;
  }

  private get staleAfterDays(): number {
    return this.options.staleAfterDays ?? 90;
  }

  private onceFree(begin: () => void): void {
    if (!this.held) return begin();
    void this.held.then(() => {
      if (!this.closed) begin();
    });
  }

  private build(): void {
    const thread = this.start(this.pointer.next(this.signature), 'BUILD');
    this.next = { thread, built: false, index: -1 as LogIndex };
  }

  private start(file: string, mode: 'BUILD' | 'LIVE'): ProjectorThread {
    const { store } = this.options;
    const settings = { file, mode, signature: this.signature, staleAfterDays: this.staleAfterDays, store };
    return new ProjectorThread(
      settings,
      (message, from) => this.hear(message, from),
      (error, from) => this.crashed(error, from),
    );
  }

  private hear(message: ProjectorMessage, from: ProjectorThread): void {
    if (this.closed) return;
    if (message.kind === 'foreign-log') return this.startOver(message.problem);
    if (message.kind === 'state' && (from === this.next?.thread || from === this.live)) this.tell(from, message);
    if (from === this.next?.thread) return this.hearOfNext(message, this.next);
    if (from !== this.live) return;
    if (message.kind === 'state') [this.state, this.problem] = [message.state, message.problem];
    else if (message.kind === 'checkpoint') this.moved(message);
  }

  private hearOfNext(message: ProjectorMessage, next: NonNullable<typeof this.next>): void {
    if (message.kind === 'checkpoint') next.index = message.index;
    else if (message.kind === 'built') next.built = true;
    else if (message.kind === 'state' && !this.live) [this.state, this.problem] = [message.state, message.problem];
    // Readers must not see the index go back: the new file serves once it has come as far as the old.
    if (next.built && next.index >= this.serving.index) void this.switchTo(next.thread);
  }

  private async switchTo(thread: ProjectorThread): Promise<void> {
    const [old, oldThread] = [this.serving, this.live];
    const { file } = thread.settings;
    this.next = undefined;
    this.live = thread;
    this.serving = serve(file);
    this.pointer.write(file);
    [this.state, this.problem] = ['LIVE', undefined];
    old.reader.close();
    this.announce();
    await oldThread?.stop();
    if (old.file !== ':memory:') removeModel(old.file);
    for (const { resolve } of this.switched.splice(0)) resolve();
  }

  private moved({ index, position, withheld }: Extract<ProjectorMessage, { kind: 'checkpoint' }>): void {
    this.serving.reader.moved();
    this.serving.index = index;
    if (position !== undefined) this.serving.position = position;
    if (withheld) this.serving.reader.refreshWithheld();
    this.announce();
  }

  private announce(): void {
    this.waiters.moved();
    if (this.listeners.size === 0) return;
    const status = this.status();
    for (const listener of this.listeners) listener(status);
  }

  private tell({ settings: { file } }: ProjectorThread, { state, problem }: Omit<ProjectorNews, 'file'>): void {
    this.options.onProjector?.({ file, state, ...(problem === undefined ? {} : { problem }) });
  }

  /** The log is another one: what was projected is of no use, and is not served a moment longer. */
  private startOver(problem: string): void {
    const { serving, live } = this;
    this.live = undefined;
    this.serving = serveNothing();
    serving.reader.close();
    [this.state, this.problem] = ['REBUILDING', problem];
    void live?.stop().then(() => (serving.file === ':memory:' ? undefined : removeModel(serving.file)));
    if (!this.next) this.build();
  }

  private crashed(error: Error, from: ProjectorThread): void {
    if (this.closed || (from !== this.live && from !== this.next?.thread)) return;
    [this.state, this.problem] = ['PAUSED', error.message];
    this.tell(from, { state: 'PAUSED', problem: error.message });
    for (const { reject } of this.switched.splice(0)) reject(error);
    if (from === this.next?.thread) this.next = undefined;
  }
}
