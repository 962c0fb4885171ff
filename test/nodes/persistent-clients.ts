import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isRefused,
  type MutationInput,
  type RecordedOutcome,
  type Recorder,
  RefusedError,
} from '../../apps/demo/src/loading/recorder.js';
import { followLog, type LogItem } from './log-items.js';

/** Milliseconds before a client that was cut off comes again. */
const AGAIN_AFTER = 20;

/** A client that repeats a command, with its id, until it is answered. */
export class PersistentWriter {
  /** How often an answer was lost. */
  lost = 0;
  readonly answered: RecordedOutcome[] = [];

  constructor(private readonly recorder: Recorder) {}

  async record(mutation: string, content: MutationInput): Promise<RecordedOutcome> {
    const input = { ...content, commandId: randomUUID() };
    for (;;) {
      const outcome = await this.attempt(mutation, input);
      if (outcome) {
        this.answered.push(outcome);
        return outcome;
      }
      await sleep(AGAIN_AFTER);
    }
  }

  private async attempt(mutation: string, input: MutationInput): Promise<RecordedOutcome | undefined> {
    try {
      const outcome = await this.recorder.attempt(mutation, input);
      if (!isRefused(outcome)) return outcome;
      // Writers on two nodes may be in each other's way for too long; the refusal says to repeat the command.
      if (outcome.code !== 'CONFLICT') throw new RefusedError(mutation, outcome);
    } catch (error) {
      // What `fetch` says of a connection that was cut; by name, since Jest's globals are not those that it throws.
      if ((error as Error).name !== 'TypeError') throw error;
      this.lost += 1;
    }
    return undefined;
  }
}

/** A dashboard that goes on from the last cursor that it received whenever its connection breaks. */
export class PersistentFollower {
  readonly seen: LogItem[] = [];
  connections = 0;
  private isOver = false;

  constructor(
    readonly url: string,
    private cursor: string,
  ) {}

  /** Until so many entries have been told, or it is stopped. */
  async follow(entries: number): Promise<void> {
    const enough = () => this.isOver || this.seen.length >= entries;
    while (!enough()) {
      const subscription = followLog(this, this.cursor);
      this.connections += 1;
      for (let taken = 0; !enough();) {
        this.seen.push(...subscription.items.slice(taken));
        taken = subscription.items.length;
        this.cursor = this.seen.at(-1)?.cursor ?? this.cursor;
        if (subscription.failure()) break;
        await sleep(AGAIN_AFTER);
      }
      if (!subscription.failure()) await subscription.drop();
    }
  }

  stop(): void {
    this.isOver = true;
  }
}
