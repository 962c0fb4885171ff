import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../apps/bench/src/generate/random.js';
import { ModelPointer } from '../../libs/read-model/src/files/model.pointer.js';
import { Attempts } from './attempts.js';
import { drawMoment, nameOf, type Moment } from './moments.js';
import { verdict } from './verdict.js';
import { Victim } from './victim.js';
import type { VictimReady } from './victim.main.js';
import { Writers } from './writers.js';

export interface CampaignOptions {
  readonly kills: number;
  readonly seed: number;
  /** An empty folder. */
  readonly dataDir: string;
  readonly progress?: (message: string) => void;
}

export interface CampaignResult {
  /** How often it was killed, by moment. */
  readonly kills: Readonly<Record<string, number>>;
  readonly commands: number;
  readonly answered: number;
  readonly retried: number;
  readonly events: number;
  /** Every disagreement between what was answered and what is there. */
  readonly problems: readonly string[];
}

/** Milliseconds: a fault whose step is not reached by then is brought about from outside. */
const STEP_WITHIN = 8_000;
/** Milliseconds in which the read model must have caught up by itself. */
const CAUGHT_UP_WITHIN = 30_000;

/** Kills a server again and again in the middle of concurrent writes, then looks at what is left. */
export async function campaign({ kills, seed, dataDir, progress }: CampaignOptions): Promise<CampaignResult> {
  const random = new Random(seed);
  const attempts = new Attempts();
  const writers = new Writers(random, attempts);
  const counted: Record<string, number> = {};
  for (let kill = 1; kill <= kills; kill++) {
    // The first ones meet an empty folder: a log that is just being opened.
    const moment: Moment =
      kill <= kills / 10 ? { kind: 'while starting', after: random.int(200, 1_500) } : drawMoment(random);
    await killOnce(dataDir, moment, writers);
    counted[nameOf(moment)] = (counted[nameOf(moment)] ?? 0) + 1;
    progress?.(
      `killed ${kill} of ${kills} (${nameOf(moment)}): ${attempts.all.length} commands, ${attempts.answered.length} answered`,
    );
  }
  const { actor } = await caughtUp(dataDir);
  const serving = new ModelPointer(join(dataDir, 'read-model')).read()!;
  const found = await verdict(dataDir, actor, attempts.all, serving);
  return {
    kills: counted,
    commands: attempts.all.length,
    answered: attempts.answered.length,
    retried: writers.retried,
    events: found.events,
    problems: [...writers.problems, ...found.problems],
  };
}

async function killOnce(dataDir: string, moment: Moment, writers: Writers): Promise<void> {
  const victim = Victim.start({ dataDir, ...(moment.kind === 'at a step' ? { fault: moment.fault } : {}) });
  const dead = new AbortController();
  void victim.ended.then(() => dead.abort());
  try {
    if (moment.kind === 'while starting') void killAfter(victim, moment.after, dead.signal);
    const server = await victim.ready();
    if (!server) return;
    // A step of a fault may be reached while what the commands need is prepared: then that is repeated next time.
    await Promise.race([writers.prepare(server), victim.ended]);
    if (!victim.alive) return;
    if (moment.kind !== 'while starting')
      void killAfter(victim, moment.kind === 'while writing' ? moment.after : STEP_WITHIN, dead.signal);
    await writers.write(server, dead.signal);
  } finally {
    victim.kill();
    await victim.ended;
  }
}

async function killAfter(victim: Victim, milliseconds: number, dead: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: dead }).catch(() => undefined);
  victim.kill();
}

/** Starts it once more, touches nothing, and waits until the read model holds what the log holds. */
async function caughtUp(dataDir: string): Promise<VictimReady> {
  const victim = Victim.start({ dataDir });
  try {
    const server = (await victim.ready())!;
    const until = Date.now() + CAUGHT_UP_WITHIN;
    for (;;) {
      const ready = await fetch(`${server.url}/health/ready`);
      if (ready.status === 200) break;
      if (Date.now() > until) throw new Error(`the read model did not catch up: ${await ready.text()}`);
      await sleep(50);
    }
    await victim.stop();
    return server;
  } finally {
    victim.kill();
  }
}
