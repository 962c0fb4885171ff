import type { NewEvent, StreamName } from '#domain';
import type { EventStore, ExpectedRevision, StorePosition } from '#event-store';
import type { Outcome, SentBatch } from './witnessed.js';

/** A batch that is being sent, with all that has come of it. */
export interface Batch extends SentBatch {
  readonly events: readonly NewEvent[];
  readonly outcomes: Outcome[];
}

/** All that was sent in a run, and how far the log is known to go. */
export class Batches {
  readonly all: Batch[] = [];
  /** Of the last event that anybody was answered about. */
  answeredUpTo: StorePosition | undefined;

  open(name: string, stream: StreamName, expected: ExpectedRevision, events: readonly NewEvent[]): Batch {
    const batch = { name, stream, expected, events, ids: events.map(({ id }) => id), outcomes: [] };
    this.all.push(batch);
    return batch;
  }

  /** Sends it once more and notes what has come of it. */
  async send(batch: Batch, node: EventStore): Promise<Outcome> {
    const outcome = await this.outcomeOf(batch, node);
    batch.outcomes.push(outcome);
    return outcome;
  }

  private async outcomeOf({ stream, expected, events }: Batch, node: EventStore): Promise<Outcome> {
    try {
      const appended = await node.append(stream, expected, events);
      const { revision, position, repeated } = appended;
      if (this.answeredUpTo === undefined || position > this.answeredUpTo) this.answeredUpTo = position;
      return { kind: 'answered', revision, position, repeated, ids: appended.events.map(({ id }) => id) };
    } catch (error) {
      const { name, message, actual } = error as Error & { readonly actual?: ExpectedRevision };
      if (name === 'ConcurrencyError') return { kind: 'refused', actual: actual! };
      return { kind: isUnknown(error) ? 'unknown' : 'failed', why: `${name}: ${message}` };
    }
  }
}

/** The log did not answer, or is away: the port's words for an outcome that nobody knows. */
export const isUnknown = (error: unknown): boolean =>
  ['DeadlineExceededError', 'LogUnavailableError'].includes((error as Error).name);
