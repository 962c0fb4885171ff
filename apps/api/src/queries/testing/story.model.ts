import type { EpochMs, EventId, LogIndex, StoredEvent } from '#domain';
import {
  type FeedPlace,
  type IncidentChange,
  type IndexedEntry,
  IndexOutOfRangeError,
  type LinkKind,
  type ReadModel,
  type ReadModelStatus,
  type Snapshot,
} from '#read-model';
import { ModelHarness } from '../../../../../libs/read-model/src/testing/model.harness.js';
import type { Story } from '../../../../../libs/read-model/src/testing/story.js';
import { matchesFilter } from '../../../../../libs/read-model/src/query/filter.match.js';
import { eventsOf } from '../../../../../libs/read-model/src/query/indexed.events.js';

export const LOG_ID = '0198c5f2-7d3a-7c11-8a55-1b2c3d4e5f60';

/** A read model in memory over a story, which counts what it is asked. Nothing in it waits for a clock. */
export class StoryModel implements ReadModel {
  /** Calls by name of the method of the snapshot; `locate` is of the model itself. */
  readonly calls = new Map<string, number>();
  readonly #harness: ModelHarness;
  readonly #listeners = new Set<(status: ReadModelStatus) => void>();

  constructor(readonly story: Story) {
    this.#harness = new ModelHarness(story.log);
  }

  /** Projects what was told since, and tells it to who listens. */
  async catchUp(): Promise<this> {
    await this.#harness.catchUp();
    for (const listener of this.#listeners) listener(this.status());
    return this;
  }

  get listening(): number {
    return this.#listeners.size;
  }

  status(): ReadModelStatus {
    return { index: this.#index, logId: LOG_ID, state: 'LIVE', walBytes: 0, file: ':memory:' };
  }

  at(index: LogIndex): Snapshot {
    const { calls } = this;
    if (index > this.#index) throw new IndexOutOfRangeError(index, this.#index);
    return new Proxy<Snapshot>(this.#harness.at(index), {
      get(snapshot, name) {
        const value: unknown = Reflect.get(snapshot, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          calls.set(String(name), (calls.get(String(name)) ?? 0) + 1);
          return value.apply(snapshot, args);
        };
      },
    });
  }

  current(): Snapshot {
    return this.at(this.#index);
  }

  resolve(instant: EpochMs): LogIndex {
    return this.#harness.reader().resolve(instant, this.#index);
  }

  locate(entry: EventId): IndexedEntry | undefined {
    this.calls.set('locate', (this.calls.get('locate') ?? 0) + 1);
    return this.#harness.reader().locate(entry);
  }

  async waitForEntry(entry: EventId): Promise<IndexedEntry | undefined> {
    return this.locate(entry);
  }

  async waitFor(index: LogIndex): Promise<boolean> {
    return this.#index >= index;
  }

  changes(after: FeedPlace, limit: number): readonly IncidentChange[] {
    const reader = this.#harness.reader();
    return reader.changes(after, this.#index, limit).map(({ idx, sub, name, before_row, after_row }) => ({
      place: { index: idx, sub },
      entry: reader.entryAt(idx)!,
      incident: name,
      ...(before_row === null ? {} : { before: reader.facets.ofRow(before_row, name, (idx - 1) as LogIndex) }),
      after: reader.facets.ofRow(after_row, name, idx),
    }));
  }

  matches: ReadModel['matches'] = (kind, filter, facets) => {
    const reader = this.#harness.reader();
    return matchesFilter(reader.merged.named(kind, filter, facets.index), facets, {
      linked: ({ record, index }, kind) => reader.links.linked(record, kind as LinkKind, index),
      hasText: (of, text) => reader.hasText(of, text),
    });
  };

  events(entries: readonly IndexedEntry[]): Promise<readonly StoredEvent[]> {
    return eventsOf(this.story.log, entries, (event) => event);
  }

  onCheckpoint(listener: (status: ReadModelStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async rebuild(): Promise<void> {}
  async close(): Promise<void> {}

  get #index(): LogIndex {
    return this.#harness.projector.checkpoint.index;
  }
}
