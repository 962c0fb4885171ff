import { aggregateOf, type Aggregate, type EventId, type LogIndex, type StoredEvent, type StreamName } from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';
import { BoundedCache } from '../support/bounded.cache.js';
import { searchableText } from './event.texts.js';
import { advance, foldAnew, type Folded } from './folded.record.js';
import { RecentEvents } from './recent.events.js';
import type { RecordChange, Rewrite, TextBearer } from './record.change.js';
import type { WithheldTexts } from './withheld.texts.js';

/** What the folder reads of what was projected before; synchronous, in the projector's own file. */
export interface FoldedSource {
  load(record: StreamName): Folded | undefined;
  /** Where an entry stands. */
  locate(entry: EventId): { readonly record: StreamName } | undefined;
  /** Indexes of a record's entries, by revision. */
  indexesOf(record: StreamName): readonly LogIndex[];
}

/** The stream and the position disagree with what was projected: the log is not the one that was followed. */
export class ForeignEventError extends Error {
  override readonly name = 'ForeignEventError';
  constructor(event: StoredEvent, expected: number) {
    super(
      `event ${event.id} is revision ${event.revision} of ${event.stream}, where ${expected} comes next: ` +
        'the log has been replaced or restored; rebuild the read model',
    );
  }
}

/**
 * Turns events into changes of records, before any transaction begins: to fold anew takes reading the log, and no
 * transaction may wait for that. What is cached stands for what *will* have been written: after a failed write the
 * folder must be `reset`.
 */
export class RecordFolder {
  private readonly cache: BoundedCache<StreamName, Folded>;
  /** What this batch has made, and the file does not hold yet: must not be evicted before it does. */
  private readonly ahead = new Map<StreamName, Folded>();
  private readonly recent = new RecentEvents(2_000);

  constructor(
    private readonly log: Pick<EventStore, 'readStream'>,
    private readonly source: FoldedSource,
    private readonly withheld: WithheldTexts,
    limit: number,
  ) {
    this.cache = new BoundedCache(limit);
  }

  /** Events in log order, the first at `first`. */
  async fold(events: readonly RecordedEvent[], first: LogIndex): Promise<RecordChange[]> {
    const changes: RecordChange[] = [];
    this.ahead.clear();
    for (const [n, stored] of events.entries()) {
      const index = (first + n) as LogIndex;
      this.recent.add(stored);
      const change = this.carryOn(stored, index) ?? (await this.anew(stored, index, changes));
      this.keep(stored.stream, change.after);
      const rewrite = stored.type === 'TextWithheld' ? await this.rewrite(stored, index, changes) : undefined;
      changes.push(rewrite ? { ...change, rewrite } : change);
    }
    return changes;
  }

  /** The record as last projected or folded. */
  current(record: StreamName): Folded | undefined {
    const cached = this.ahead.get(record) ?? this.cache.get(record);
    if (cached) return cached;
    const loaded = this.source.load(record);
    return loaded ? this.cache.set(record, loaded) : undefined;
  }

  reset(): void {
    this.ahead.clear();
    this.cache.clear();
    this.recent.clear();
  }

  private keep(record: StreamName, folded: Folded): void {
    this.ahead.set(record, folded);
    this.cache.set(record, folded);
  }

  private carryOn(stored: RecordedEvent, index: LogIndex): RecordChange | undefined {
    const before = stored.revision === 0 ? undefined : this.current(stored.stream);
    const next = (before?.view.revision ?? -1) + 1;
    if (stored.revision !== next) throw new ForeignEventError(stored, next);
    const event = this.withheld.read(stored);
    const after = advance(before, event, kindOf(stored), index);
    return after && { index, event, ...(before ? { before } : {}), after };
  }

  private async anew(stored: RecordedEvent, index: LogIndex, ahead: readonly RecordChange[]): Promise<RecordChange> {
    const { stream, revision } = stored;
    const before = this.current(stream);
    const events = await this.history(stream, revision);
    const first = before?.view.firstIndex ?? ahead.find((c) => c.event.stream === stream)?.index ?? index;
    const { folded, state } = foldAnew(stream, kindOf(stored), events, first, index);
    const counting = new Set(
      state.standings.filter((s) => !s.withdrawnBy).map((s) => s.entry.correctedBy ?? s.event.id),
    );
    return {
      index,
      event: this.withheld.read(stored),
      ...(before ? { before } : {}),
      after: folded,
      bearers: bearersOf(events.filter((event) => counting.has(event.id))),
    };
  }

  private async history(stream: StreamName, upTo: number): Promise<StoredEvent[]> {
    const recent = this.recent.upTo(stream, upTo);
    if (recent) return recent.map((event) => this.withheld.read(event));
    const events: StoredEvent[] = [];
    for await (const event of this.log.readStream(stream, { upTo })) events.push(this.withheld.read(event));
    return events;
  }

  /** Every version of the record that the text was withheld from, without it. */
  private async rewrite(
    { data }: RecordedEvent,
    index: LogIndex,
    ahead: readonly RecordChange[],
  ): Promise<Rewrite | undefined> {
    const { entry, path } = data as { entry: EventId; path: string };
    this.withheld.add(entry, path);
    const record = this.source.locate(entry)?.record ?? ahead.find((change) => change.event.id === entry)?.event.stream;
    if (!record) return undefined;
    const indexes = [
      ...this.source.indexesOf(record),
      ...ahead.filter((change) => change.event.stream === record).map((change) => change.index),
    ];
    const events = await this.history(record, indexes.length - 1);
    const kind = aggregateOf(record) as Aggregate;
    const versions = indexes.map((at, revision) => ({
      index: at,
      folded: foldAnew(record, kind, events.slice(0, revision + 1), indexes[0] ?? index, at).folded,
    }));
    const latest = versions.at(-1);
    if (latest) this.keep(record, latest.folded);
    return { record, entry, path, versions, bearers: bearersOf(events) };
  }
}

const kindOf = ({ stream }: StoredEvent): Aggregate => aggregateOf(stream) as Aggregate;

const bearersOf = (events: readonly StoredEvent[]): TextBearer[] =>
  events.map((event) => ({ event: event.id, text: searchableText(event) })).filter(({ text }) => text !== '');
