import {
  aggregateOf,
  DECIDERS,
  foldOnto,
  foldRecord,
  type Decider,
  type EventId,
  type RecordState,
  type StoredEvent,
  type StreamName,
} from '#domain';
import { upcast } from '#catalogue';
import type { EventStore } from '#event-store';

/** A stream as it was read, with its record. */
export interface LoadedRecord {
  /** As stored, in the order of revisions. */
  readonly events: readonly StoredEvent[];
  readonly state: RecordState<unknown>;
}

/** Folded when it is asked for: most records that a command adds to are not looked at again before others push them out. */
class StreamRecord implements LoadedRecord {
  private folded: RecordState<unknown> | undefined;

  /** @param before the record without the last event, folded: mostly that event can be folded onto it */
  constructor(
    private readonly stream: StreamName,
    readonly events: readonly StoredEvent[],
    private before?: RecordState<unknown>,
  ) {}

  get state(): RecordState<unknown> {
    this.folded ??= this.foldedOnto() ?? foldRecord(deciderOf(this.stream), this.stream, this.events.map(upcast));
    // What it was made of need not be kept.
    this.before = undefined;
    return this.folded;
  }

  private foldedOnto(): RecordState<unknown> | undefined {
    const last = this.events.at(-1);
    return this.before && last && foldOnto(deciderOf(this.stream), this.before, upcast(last));
  }
}

/** Streams kept in memory; about 10 KB each for a record of some ten entries. */
const KEPT = 4_096;

/**
 * Loads records for commands and keeps those used last. A kept record may be behind the log, where another node wrote;
 * an append at its revision then conflicts, so nothing wrong can be recorded, and a refusal is decided anew on a fresh
 * read.
 */
export class RecordLoader {
  private readonly kept = new Map<StreamName, LoadedRecord>();
  /** Streams that are known to exist: streams never vanish, so this cannot go stale. */
  private readonly existing = new Set<StreamName>();

  constructor(private readonly store: EventStore) {}

  async load(stream: StreamName, options: { fresh?: boolean } = {}): Promise<LoadedRecord & { fromMemory: boolean }> {
    const known = options.fresh ? undefined : this.kept.get(stream);
    if (known) return { events: known.events, state: known.state, fromMemory: true };
    const events: StoredEvent[] = [];
    for await (const event of this.store.readStream(stream)) events.push(event);
    // Something was appended here while the log was being read: what was read is older than what is kept.
    const since = this.kept.get(stream);
    if (since && since.events.length > events.length)
      return { events: since.events, state: since.state, fromMemory: false };
    return { events, state: this.keep(stream, events).state, fromMemory: false };
  }

  /** A record of which it is certain that nothing is stored. */
  empty(stream: StreamName): LoadedRecord {
    return new StreamRecord(stream, []);
  }

  /** Takes note of what was appended, so the next command need not read it. */
  appended(stream: StreamName, before: LoadedRecord, events: readonly StoredEvent[]): void {
    this.keep(stream, [...before.events, ...events], events.length === 1 ? before.state : undefined);
  }

  forget(stream: StreamName): void {
    this.kept.delete(stream);
  }

  async exists(stream: StreamName): Promise<boolean> {
    if (this.existing.has(stream)) return true;
    for await (const _first of this.store.readStream(stream, { limit: 1 })) {
      this.noteExisting(stream);
      return true;
    }
    return false;
  }

  /** The entry as stored, or undefined where the stream has none of that id. */
  async entry(stream: StreamName, id: EventId): Promise<StoredEvent | undefined> {
    const { events, fromMemory } = await this.load(stream);
    const known = events.find((event) => event.id === id);
    if (known || !fromMemory) return known;
    return (await this.load(stream, { fresh: true })).events.find((event) => event.id === id);
  }

  private keep(stream: StreamName, events: readonly StoredEvent[], before?: RecordState<unknown>): LoadedRecord {
    const loaded = new StreamRecord(stream, events, before);
    this.kept.delete(stream);
    if (events.length > 0) {
      this.noteExisting(stream);
      this.kept.set(stream, loaded);
      if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    }
    return loaded;
  }

  private noteExisting(stream: StreamName): void {
    if (this.existing.size >= 200_000) this.existing.clear();
    this.existing.add(stream);
  }
}

export function deciderOf(stream: StreamName): Decider<unknown> {
  const aggregate = aggregateOf(stream);
  if (!aggregate) throw new Error(`${stream} is not the name of a stream of ours`);
  return DECIDERS[aggregate];
}
