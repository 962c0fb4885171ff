import { randomUUID } from 'node:crypto';
import { caughtUp, checkpoint, confirmation, readEvent } from './answers.js';
import type { DoubleLog } from './double-log.js';
import { PAGE, visible } from './filter.js';
import type { Streams } from './protocol.js';
import { placeOf, resolve } from './read.js';
import type { AllRequest } from './read.request.js';
import type { LogRecord } from './record.js';
import { fallsBehind, type Tail } from './tail.js';

type Message = Streams.ReadResp;

/** A subscription to `$all`: from after a position on, with a filter or without. */
export class AllSubscription {
  /** Up to where all has been sent: the place of an event or of a checkpoint, -1 before the first. */
  private sent: bigint;
  /** Of the next record to look at. */
  private index: number;
  private lastCheckpoint = -1n;
  private considered = 0;

  constructor(
    private readonly log: DoubleLog,
    private readonly request: AllRequest,
    private readonly tail: Tail,
  ) {
    const { from } = request;
    this.sent = from === 'start' ? -1n : from === 'end' ? this.head : from;
    this.index = log.indexFrom(this.sent + 1n);
  }

  /** @throws Refusal, after the confirmation, where it is to begin at a place at which no record begins */
  async *messages(): AsyncIterable<Message> {
    yield confirmation(randomUUID());
    if (this.sent >= 0n) placeOf(this.log, this.sent);
    if (this.sent < this.head) yield* this.catchUp();
    while (!this.tail.signal.aborted) {
      yield caughtUp({ position: this.sent }, this.tail.dialect);
      yield* this.live();
      // Before it catches up anew it says how far it had come, so that a checkpoint comes within the interval.
      if (this.tail.dialect.checkpointOnGoingLive) yield* this.checkpointAt(this.sent);
      yield* this.catchUp();
    }
  }

  private get head(): bigint {
    return this.log.records.at(-1)?.position ?? -1n;
  }

  /** In pages, up to the end that the log has when it is reached. */
  private *catchUp(): Iterable<Message> {
    const every = this.request.filter?.checkpointEvery ?? Infinity;
    this.considered = 0;
    while (this.index < this.log.records.length) {
      yield* this.page();
      if (this.considered < every || this.index >= this.log.records.length) continue;
      this.considered %= every;
      yield* this.checkpointAt(this.sent);
    }
    this.sent = this.sent < 0n ? 0n : this.sent;
    if (!this.tail.dialect.checkpointOnGoingLive) return;
    yield* this.checkpointAt(this.sent);
    this.considered = 0;
  }

  private *page(): Iterable<Message> {
    const { records } = this.log;
    const window = this.request.filter?.window ?? PAGE;
    const start = this.index === 0 ? -1n : records[this.index]!.position;
    let matched = 0;
    for (let looked = 0; this.index < records.length && looked < window && matched < PAGE; looked++) {
      const record = records[this.index++]!;
      this.considered++;
      if (!this.matches(record)) continue;
      matched++;
      yield this.send(record);
    }
    // The server takes the place at which a page began for a checkpoint, not the one at which it ended.
    if (this.sent < start) this.sent = start;
  }

  /** What comes, as it comes; ends when it falls behind, or when nobody listens any more. */
  private async *live(): AsyncIterable<Message> {
    const { records } = this.log;
    const every = this.request.filter?.checkpointEvery ?? Infinity;
    for (;;) {
      if (this.index >= records.length) await this.log.change(this.tail.signal);
      if (this.tail.signal.aborted || (await fallsBehind(this.tail))) return;
      while (this.index < records.length) {
        const record = records[this.index++]!;
        if (this.matches(record)) yield this.send(record);
        if (++this.considered < every) continue;
        this.considered = 0;
        this.sent = record.position;
        yield* this.checkpointAt(this.sent);
      }
    }
  }

  private matches(record: LogRecord): boolean {
    return this.request.filter ? this.request.filter.matches(record) : visible(record);
  }

  private send(record: LogRecord): Message {
    this.sent = record.position;
    return readEvent(resolve(this.log, record, this.request.resolveLinks), this.request.uuid);
  }

  /** Never the same one twice, nor without a filter. */
  private *checkpointAt(position: bigint): Iterable<Message> {
    if (!this.request.filter || position <= this.lastCheckpoint) return;
    this.lastCheckpoint = position;
    yield checkpoint(position, this.tail.dialect);
  }
}
