import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore, RecordedEvent, StorePosition } from '#event-store';
import { bytes, collect } from '#event-store/contract';
import { startDouble, type Double } from '../../kurrentdb-double/index.js';
import { Batches } from './batches.js';
import { orderOf } from './fault.draw.js';
import { Follower } from './follower.js';
import { LivingModel, rebuiltTables, type Model } from './model.js';
import { FileModel } from './model.file.js';
import { drawPlan, NODES, type Plan } from './plan.js';
import { patientStore, quickStore } from './quick.js';
import { verdict } from './verdict.js';
import type { Outcome, Stored, Tables } from './witnessed.js';
import { Writer } from './writer.js';

export interface RunResult {
  readonly seed: number;
  readonly problems: readonly string[];
  /** How often each fault has struck, by its name. */
  readonly struck: Readonly<Record<string, number>>;
  /** Calls of `append`, by what came of them. */
  readonly appends: Readonly<Record<Outcome['kind'], number>>;
  readonly events: number;
  /** How often followers have begun to follow. */
  readonly followed: number;
}

/** Milliseconds within which everybody must have seen everything once the faults are over. */
const DRAINED_WITHIN = 60_000;

/** One seed: plays its plan, lets everything drain, and judges what is left. */
export async function run(seed: number): Promise<RunResult> {
  const plan = drawPlan(seed);
  const double = await startDouble();
  const nodes = Array.from({ length: NODES }, () => quickStore(double.connectionString));
  try {
    return await play(plan, double, nodes);
  } finally {
    await Promise.all(nodes.map((node) => node.close()));
    await double.stop();
  }
}

async function play(plan: Plan, double: Double, nodes: readonly EventStore[]): Promise<RunResult> {
  const batches = new Batches();
  const at = (n: number): EventStore => nodes[n % nodes.length]!;
  const writers = plan.writers.map((_, n) => new Writer(plan.namespace, batches, at(n), at(n + 1)));
  const followers = plan.followers.map((_, n) => new Follower(`follower ${n}`, [at(n), at(n + 1)], batches));
  const models: Model[] = [new LivingModel(at(0), plan.model)];
  if (plan.model.alsoInFile) models.push(await FileModel.open(double.connectionString, at(1)));

  for (const fault of plan.faults) await double.misbehave(orderOf(fault, double.port));
  const stop = new AbortController();
  const following = [
    ...followers.map((follower, n) => follower.follow(plan.followers[n]!, stop.signal)),
    ...models.map((model) => model.live(stop.signal)),
  ];
  await Promise.all(writers.map((writer, n) => writer.write(plan.writers[n]!)));
  await double.behave();
  const end = (await storedIn(double)).at(-1)?.position;
  await drained([...followers, ...models], end);
  stop.abort();
  await Promise.all(following);

  const { events, rebuilt } = await leftIn(double);
  const problems = verdict({
    batches: batches.all,
    log: await storedIn(double),
    readAll: events.map(seen),
    reads: writers.flatMap(({ reads }) => reads),
    followers,
    models: models.map(({ name, problems, tables }) => ({ name, problems, lived: tables, rebuilt })),
  });
  return {
    seed: plan.seed,
    problems: [...writers.flatMap((writer) => writer.problems), ...problems],
    struck: await struckBy(plan, double),
    appends: countedBy(batches.all.flatMap(({ outcomes }) => outcomes)),
    events: events.length,
    followed: followers.reduce((sum, { begun }) => sum + begun, 0),
  };
}

/** The log as it is read when all is over, and a read model made from it. */
async function leftIn(double: Double): Promise<{ events: readonly RecordedEvent[]; rebuilt: Tables }> {
  const node = patientStore(double.connectionString);
  try {
    const events = await collect(node.readAll());
    return { events, rebuilt: await rebuiltTables(node, events) };
  } finally {
    await node.close();
  }
}

/** Ours, without what the server writes itself. */
async function storedIn(double: Double): Promise<Stored[]> {
  const records = await double.records();
  return records
    .filter(({ stream }) => !stream.startsWith('$'))
    .map(({ id, stream, revision, position }) => ({ id, stream, revision, position }));
}

/** Whoever has not come so far by then never will: the verdict says what is missing. */
async function drained(all: readonly { readonly position: bigint | undefined }[], end: bigint | undefined) {
  for (const until = Date.now() + DRAINED_WITHIN; end !== undefined && Date.now() < until;) {
    if (all.every(({ position }) => position !== undefined && position >= end)) return;
    await sleep(10);
  }
}

const seen = (event: RecordedEvent) => ({
  id: event.id,
  position: event.position as StorePosition,
  bytes: bytes(event),
});

async function struckBy({ faults }: Plan, double: Double): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const [n, { struck }] of (await double.strikes()).entries())
    if (struck > 0) counted[faults[n]!.name] = (counted[faults[n]!.name] ?? 0) + struck;
  return counted;
}

function countedBy(outcomes: readonly Outcome[]): RunResult['appends'] {
  const counted = { answered: 0, refused: 0, unknown: 0, failed: 0 };
  for (const { kind } of outcomes) counted[kind] += 1;
  return counted;
}
