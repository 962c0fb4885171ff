import { setTimeout as sleep } from 'node:timers/promises';
import { v5 } from 'uuid';
import type { StreamName } from '#domain';
import type { EventStore, ExpectedRevision, RecordedEvent } from '#event-store';
import { isUnknown, type Batch, type Batches } from './batches.js';
import { happeningAt, isEntry, type KnownEntry } from './happening.js';
import type { PlannedWrite } from './plan.js';
import type { Outcome, StreamRead } from './witnessed.js';

/** How often a writer whom another one forestalled decides anew before it turns to something else. */
const DECISIONS = 3;
/** Milliseconds before a write of unknown outcome is sent again. */
const PAUSE = 15;

/** Writes as a node does that decides upon what it knows of a stream, and notes what it was told. */
export class Writer {
  readonly reads: StreamRead[] = [];
  readonly problems: string[] = [];
  private readonly heads = new Map<StreamName, ExpectedRevision>();
  private readonly entries = new Map<StreamName, KnownEntry[]>();

  constructor(
    private readonly namespace: string,
    private readonly batches: Batches,
    private readonly node: EventStore,
    private readonly otherNode: EventStore,
  ) {}

  async write(writes: readonly PlannedWrite[]): Promise<void> {
    for (const write of writes) await this.one(write);
  }

  private async one(write: PlannedWrite): Promise<void> {
    const { stream } = write;
    if (write.readsFirst) await this.look(stream);
    for (let decision = 0; decision < DECISIONS; decision++) {
      const outcome = await this.settle(this.decide(write, decision), write);
      if (outcome.kind !== 'refused') return;
      this.heads.set(stream, outcome.actual);
    }
  }

  /** Another decision is another batch: other ids, and another expectation. */
  private decide({ key, stream, size, draw }: PlannedWrite, decision: number): Batch {
    const name = `${key}/${decision}`;
    const expected = this.heads.get(stream) ?? 'no-stream';
    const next = expected === 'no-stream' ? 0 : expected + 1;
    const known = this.entries.get(stream) ?? [];
    const events = Array.from({ length: size }, (_, n) =>
      happeningAt(stream, next + n, draw + n, known, v5(`${name}/${n}`, this.namespace)),
    );
    return this.batches.open(name, stream, expected, events);
  }

  private async settle(batch: Batch, { twice, again, tries }: PlannedWrite): Promise<Outcome> {
    const other = twice ? this.batches.send(batch, this.otherNode) : undefined;
    let outcome = await this.batches.send(batch, this.node);
    await other;
    for (let left = tries - 1; outcome.kind === 'unknown' && left > 0; left--) {
      await sleep(PAUSE);
      outcome = await this.batches.send(batch, this.node);
    }
    if (outcome.kind !== 'answered') return outcome;
    this.learn(batch.stream, outcome.revision, batch.events);
    if (again) await this.batches.send(batch, this.otherNode);
    return outcome;
  }

  private async look(stream: StreamName): Promise<void> {
    const events: RecordedEvent[] = [];
    try {
      for await (const event of this.node.readStream(stream)) events.push(event);
    } catch (error) {
      if (!isUnknown(error)) this.problems.push(`${stream} could not be read: ${String(error)}`);
      return;
    }
    this.reads.push({ stream, ids: events.map(({ id }) => id) });
    this.entries.delete(stream);
    if (events.length > 0) this.learn(stream, events.at(-1)!.revision, events);
  }

  private learn(stream: StreamName, head: ExpectedRevision, events: readonly KnownEntry[]): void {
    this.heads.set(stream, head);
    this.entries.set(stream, [...(this.entries.get(stream) ?? []), ...events.filter(isEntry)]);
  }
}
