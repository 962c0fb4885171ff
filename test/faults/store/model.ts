import { DatabaseSync } from 'node:sqlite';
import type { EventStore, RecordedEvent, StorePosition } from '#event-store';
import { pause } from '../../../libs/event-store/src/kurrentdb/backoff.js';
import { LogFollower } from '../../../libs/read-model/src/projector/log.follower.js';
import { Projector } from '../../../libs/read-model/src/projector/projector.js';
import { INDEXES, TABLES } from '../../../libs/read-model/src/tables/tables.sql.js';
import { dump } from '../../../libs/read-model/src/testing/model.harness.js';
import type { PlannedModel } from './plan.js';
import type { Tables } from './witnessed.js';

/** A read model that follows the log while faults strike. */
export interface Model {
  readonly name: string;
  readonly problems: readonly string[];
  /** Up to where it has come. */
  readonly position: StorePosition | undefined;
  /** Ends with the signal. */
  live(stop: AbortSignal): Promise<void>;
  /** What it holds at the end. */
  readonly tables: Tables;
}

/** How much shorter than in earnest the projector waits before it tries again. */
const HURRY = 20;
const STALE_AFTER_DAYS = 90;

/**
 * A read model that lives through a run: the projector and its follower as they ship, in this thread and in memory,
 * since a thread and a file for each would cost more than all the rest of a run.
 */
export class LivingModel implements Model {
  readonly name = 'read model';
  readonly problems: string[] = [];
  private readonly db = emptyModel();
  private projected = 0;
  private at: StorePosition | undefined;

  constructor(
    private readonly node: EventStore,
    private readonly planned: PlannedModel,
  ) {}

  get position(): StorePosition | undefined {
    return this.at;
  }

  /** Opened anew after each of its planned stops, as after a restart of its node. */
  async live(stop: AbortSignal): Promise<void> {
    let until = 0;
    for (const events of [...this.planned.stops, Infinity]) {
      until = Math.max(until, this.projected) + events;
      if (!stop.aborted) await this.open(until, stop);
    }
  }

  get tables(): Tables {
    return dump(this.db);
  }

  private async open(until: number, stop: AbortSignal): Promise<void> {
    const { kept, batch } = this.planned;
    const stopped = new AbortController();
    const signal = AbortSignal.any([stop, stopped.signal]);
    const projector = new Projector(this.node, this.db, { staleAfterDays: STALE_AFTER_DAYS, cachedRecords: kept });
    const follower = new LogFollower(
      this.node,
      projector,
      {
        onCheckpoint: ({ position }, events) => {
          this.at = position;
          this.projected += events.length;
          if (this.projected >= until) stopped.abort();
        },
        onState: (state, problem) => {
          if (state === 'PAUSED') this.problems.push(`it has paused: ${problem}`);
        },
        onCaughtUp: () => projector,
      },
      { batchSize: batch, sleep: (milliseconds, signal) => pause(milliseconds / HURRY, signal) },
    );
    try {
      await follower.run(signal);
    } catch (error) {
      if (!signal.aborted) this.problems.push(`it has given up: ${String(error)}`);
    }
  }
}

/** What a read model holds that is filled with the log at once. */
export async function rebuiltTables(node: EventStore, events: readonly RecordedEvent[]): Promise<Tables> {
  const db = emptyModel();
  await new Projector(node, db, { staleAfterDays: STALE_AFTER_DAYS }).project(events);
  return dump(db);
}

function emptyModel(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  db.exec(TABLES + INDEXES);
  return db;
}
