import { randomUUID } from 'node:crypto';
import { caughtUp, confirmation, readEvent } from './answers.js';
import type { DoubleLog } from './double-log.js';
import type { Streams } from './protocol.js';
import { resolve } from './read.js';
import type { StreamRequest } from './read.request.js';
import { fallsBehind, type Tail } from './tail.js';

type Message = Streams.ReadResp;

/** A subscription to one stream, which need not be there yet: from after a revision on. */
export class StreamSubscription {
  /** Revision of the last event sent, -1 before the first. */
  private sent: number;

  constructor(
    private readonly log: DoubleLog,
    private readonly request: StreamRequest,
    private readonly tail: Tail,
  ) {
    const { from } = request;
    this.sent = from === 'start' ? -1 : from === 'end' ? this.last : from;
  }

  async *messages(): AsyncIterable<Message> {
    yield confirmation(randomUUID());
    while (!this.tail.signal.aborted) {
      yield* this.rest();
      yield caughtUp({ revision: this.sent }, this.tail.dialect);
      yield* this.live();
    }
  }

  private get last(): number {
    return this.log.stream(this.request.stream).length - 1;
  }

  private *rest(): Iterable<Message> {
    const { stream, resolveLinks, uuid } = this.request;
    while (this.sent < this.last)
      yield readEvent(resolve(this.log, this.log.stream(stream)[++this.sent]!, resolveLinks), uuid);
  }

  /** What comes, as it comes; ends when it falls behind, or when nobody listens any more. */
  private async *live(): AsyncIterable<Message> {
    for (;;) {
      while (this.sent >= this.last && !this.tail.signal.aborted) await this.log.change(this.tail.signal);
      if (this.tail.signal.aborted || (await fallsBehind(this.tail))) return;
      yield* this.rest();
    }
  }
}
