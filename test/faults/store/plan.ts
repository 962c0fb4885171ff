import type { StreamName } from '#domain';
import { Random } from '../../../apps/bench/src/generate/random.js';
import { drawFault, type PlannedFault } from './fault.draw.js';

/** What a seed stands for: who writes and follows what, and what goes wrong at which message. Nothing in it is a time. */
export interface Plan {
  readonly seed: number;
  /** In which the ids of its events are drawn. */
  readonly namespace: string;
  /** Of the writers, each at its own node. */
  readonly writers: readonly (readonly PlannedWrite[])[];
  readonly followers: readonly (readonly Leg[])[];
  readonly model: PlannedModel;
  readonly faults: readonly PlannedFault[];
}

export interface PlannedWrite {
  /** Unique in its plan. */
  readonly key: string;
  readonly stream: StreamName;
  /** Events in one append. */
  readonly size: number;
  /** Chooses what happened. */
  readonly draw: number;
  /** Whether the stream is read first; else the writer goes by what it remembers, and others may have been there. */
  readonly readsFirst: boolean;
  /** Whether another node is sent the very same at the same time. */
  readonly twice: boolean;
  /** Whether it is sent once more after it was answered, as by a client that lost the answer. */
  readonly again: boolean;
  /** How often a write whose outcome is unknown is sent before it is left like that. */
  readonly tries: number;
}

/** A part of a follower's way; after it the follower goes on from its last position, at another node. */
export interface Leg {
  /** Events after which it is aborted; the last leg lasts until the end. */
  readonly events: number;
  /** Whether it is aborted while the next event is being waited for. */
  readonly whileWaiting: boolean;
  /** Whether it takes its time with each event: then others are answered before it asks for the next. */
  readonly slowly: boolean;
}

export interface PlannedModel {
  /** Folded records that it holds; more have to be loaded again. */
  readonly kept: number;
  /** Events in one transaction, at most. */
  readonly batch: number;
  /** Events after which it is stopped and opened anew, each time. */
  readonly stops: readonly number[];
  /** Whether there is another one as it ships: in a thread and a file of its own. */
  readonly alsoInFile: boolean;
}

export const NODES = 2;
const WRITERS = 3;
const FOLLOWERS = 2;
/** A thread costs as much as all the rest of a run. */
const IN_FILES = 0.05;

export function drawPlan(seed: number): Plan {
  const random = new Random(seed);
  const streams = ['incident', 'incident', 'investigation'].map((kind) => `${kind}-${random.uuid()}`);
  return {
    seed,
    namespace: random.uuid(),
    writers: times(WRITERS, (writer) =>
      times(random.int(5, 9), (n) => ({ ...drawWrite(random, streams), key: `w${writer}.${n}` })),
    ),
    followers: times(FOLLOWERS, () => drawLegs(random)),
    model: {
      kept: random.int(1, 3),
      batch: random.int(1, 8),
      stops: times(random.int(0, 2), () => random.int(1, 15)),
      alsoInFile: random.chance(IN_FILES),
    },
    faults: times(random.int(4, 9), () => drawFault(random)),
  };
}

function drawWrite(random: Random, streams: readonly StreamName[]): Omit<PlannedWrite, 'key'> {
  return {
    stream: random.pick(streams),
    size: random.int(1, 3),
    draw: random.int(0, 1_000_000),
    readsFirst: random.chance(0.4),
    twice: random.chance(0.15),
    again: random.chance(0.2),
    tries: random.chance(0.8) ? 6 : random.int(1, 2),
  };
}

function drawLegs(random: Random): Leg[] {
  const leg = (events: number): Leg => ({ events, whileWaiting: random.chance(0.5), slowly: random.chance(0.5) });
  return [...times(random.int(0, 3), () => leg(random.int(0, 15))), leg(Infinity)];
}

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
