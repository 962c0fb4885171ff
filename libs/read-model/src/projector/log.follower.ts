import { DeadlineExceededError, LogUnavailableError, type EventStore, type RecordedEvent } from '#event-store';
import { ForeignEventError } from '../fold/record.folder.js';
import { CheckpointMovedError, type Checkpoint, type Place } from './checkpoint.js';
import type { ProjectorState } from './projector.messages.js';
import { ForeignLogError, requireSameLog } from './same.log.js';

/** What the follower drives; a `Projector`, or one that changes files in between. */
export interface BatchTarget {
  readonly checkpoint: Checkpoint;
  /** Of the checkpoint's entry, undefined where nothing was projected. */
  readonly place: Place | undefined;
  project(events: readonly RecordedEvent[]): Promise<Checkpoint>;
}

export interface FollowerEvents {
  onCheckpoint(checkpoint: Checkpoint, events: readonly RecordedEvent[]): void;
  onState(state: ProjectorState, problem?: string): void;
  /** The first time that nothing is left to project, and each time after. May replace the target. */
  onCaughtUp(): BatchTarget;
}

export interface FollowerOptions {
  /** Events in one transaction, at most; whatever has come by the time the log is drained goes at once. */
  readonly batchSize: number;
  /** Milliseconds before each further attempt; after the last the projection pauses. */
  readonly retries?: readonly number[];
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const RETRIES = [50, 200, 1_000, 5_000];
/**
 * Milliseconds between attempts to reach the log: for ever, since recovery needs no restart. Never long: an attempt at a
 * server that just comes back may be silent for five seconds, and two of them must fit into the fifteen that are promised.
 */
const LOG_BACKOFF = [100, 500, 1_000, 2_000];

/** Follows the log into a target, in batches; retries, then pauses. A poison event is never skipped. */
export class LogFollower {
  private resume: (() => void) | undefined;

  constructor(
    private readonly log: Pick<EventStore, 'follow' | 'readStream'>,
    private target: BatchTarget,
    private readonly events: FollowerEvents,
    private readonly options: FollowerOptions,
  ) {}

  /** Ends with the signal. @throws {ForeignLogError} where the log is not the one that was projected */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        await requireSameLog(this.log, this.target.checkpoint, this.target.place);
        await this.follow(signal, () => (failures = 0));
      } catch (error) {
        if (error instanceof ForeignLogError || error instanceof ForeignEventError || signal.aborted) throw error;
        this.events.onState('RETRYING', messageOf(error));
        await this.sleep(LOG_BACKOFF[Math.min(failures++, LOG_BACKOFF.length - 1)]!, signal);
      }
    }
  }

  /** Goes on after a pause. */
  wake(): void {
    this.resume?.();
  }

  private async follow(signal: AbortSignal, wentWell: () => void): Promise<void> {
    const { position } = this.target.checkpoint;
    let batch: RecordedEvent[] = [];
    for await (const message of this.log.follow(position === undefined ? 'beginning' : { after: position }, {
      signal,
    })) {
      if (message.kind === 'event') batch.push(message.event);
      const drained = message.kind === 'caught-up';
      if (batch.length > 0 && (drained || batch.length >= this.options.batchSize)) {
        await this.projectAll(batch, signal);
        batch = [];
        wentWell();
      }
      if (signal.aborted) return;
      if (drained) {
        this.target = this.events.onCaughtUp();
        this.events.onState('LIVE');
      }
    }
  }

  private async projectAll(events: readonly RecordedEvent[], signal: AbortSignal): Promise<void> {
    let left = events;
    let size = events.length;
    for (let attempt = 0; left.length > 0 && !signal.aborted;) {
      const batch = left.slice(0, size);
      try {
        const checkpoint = await this.target.project(batch);
        this.events.onCheckpoint(checkpoint, batch);
        left = left.slice(batch.length);
        attempt = 0;
      } catch (error) {
        // To fold anew takes reading the log: that it is away says nothing about the event, and passes by itself.
        if (error instanceof ForeignEventError || isAway(error)) throw error;
        left = this.remaining(left);
        // One by one from here: what comes before the event that fails is projected, and the problem names that event.
        size = 1;
        const problem = `event ${left[0]?.id} at ${left[0]?.stream}: ${messageOf(error)}`;
        attempt = await this.recover(error, attempt, problem, signal);
      }
    }
  }

  /** A batch may have been written in part (up to a withheld text). */
  private remaining(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    const { position } = this.target.checkpoint;
    return position === undefined ? events : events.filter((event) => event.position > position);
  }

  private async recover(error: unknown, attempt: number, problem: string, signal: AbortSignal): Promise<number> {
    const wait = (this.options.retries ?? RETRIES)[attempt];
    if (wait !== undefined && !(error instanceof CheckpointMovedError)) {
      this.events.onState('RETRYING', problem);
      await this.sleep(wait, signal);
      return attempt + 1;
    }
    this.events.onState('PAUSED', problem);
    await new Promise<void>((resolve) => {
      this.resume = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    this.events.onState('CATCHING_UP');
    return 0;
  }

  private sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return (this.options.sleep ?? pause)(milliseconds, signal);
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });

const isAway = (error: unknown): boolean =>
  error instanceof LogUnavailableError || error instanceof DeadlineExceededError;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
