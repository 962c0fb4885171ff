import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../apps/bench/src/generate/random.js';
import type { Double } from './double.js';
import { HOST } from './listener.js';
import type { Call, Manner, Misbehaviour, Moment } from './misbehaviour.js';
import type { Reason } from './refusal.js';

export type Step =
  /** Nothing new goes wrong for so many milliseconds; what was ordered before may still strike. */
  | { readonly kind: 'quiet'; readonly milliseconds: number }
  | { readonly kind: 'misbehave'; readonly misbehaviour: Misbehaviour }
  /** Nothing that was ordered before strikes any more. */
  | { readonly kind: 'behave' }
  /** Killed, and down for so many milliseconds. */
  | { readonly kind: 'outage'; readonly milliseconds: number };

export interface ScriptOptions {
  readonly seed: number;
  readonly steps: number;
  /** Of the double: where one that does not lead says that the leader is. */
  readonly port: number;
  /** Longest time that anything takes which ends by itself, milliseconds; 300 without a number. */
  readonly longest?: number;
  /** Whether calls may fall silent for ever, which only the caller's own deadlines end; true without a word. */
  readonly silences?: boolean;
}

/** One sequence of faults and quiet times for each seed, the same on every machine. */
export function* faultScript({ seed, steps, port, longest = 300, silences = true }: ScriptOptions): Generator<Step> {
  const draw = new Draw(new Random(seed), port, longest, silences);
  for (let step = 0; step < steps; step++) yield draw.step();
}

/**
 * Plays a script against a double, and leaves it up and well behaved, also when the signal ends it early.
 *
 * @returns how often each kind of misbehaviour has struck, by its name
 */
export async function play(
  script: Iterable<Step>,
  double: Double,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const counted: Record<string, number> = {};
  for (const step of script) {
    if (signal?.aborted) break;
    await take(step, double, signal);
    if (step.kind === 'outage') counted['outage'] = (counted['outage'] ?? 0) + 1;
  }
  for (const { misbehaviour, struck } of await double.strikes())
    if (struck > 0) counted[nameOf(misbehaviour)] = (counted[nameOf(misbehaviour)] ?? 0) + struck;
  await double.behave();
  await double.restart();
  return counted;
}

export function nameOf({ call, when, how }: Misbehaviour): string {
  const what = how.kind === 'refuse' ? how.reason.kind : how.kind;
  const place = typeof when === 'object' ? ('before' in when ? 'before a message' : 'after a message') : when;
  return [call, place, what].filter(Boolean).join(', ');
}

async function take(step: Step, double: Double, signal?: AbortSignal): Promise<void> {
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  switch (step.kind) {
    case 'quiet':
      return pause(step.milliseconds);
    case 'misbehave':
      return double.misbehave(step.misbehaviour);
    case 'behave':
      return double.behave();
    case 'outage':
      await double.crash();
      await pause(step.milliseconds);
      return double.restart();
  }
}

class Draw {
  constructor(
    private readonly random: Random,
    private readonly port: number,
    private readonly longest: number,
    private readonly silences: boolean,
  ) {}

  /** A third of the steps are quiet, so that something gets done. */
  step(): Step {
    const kind = this.random.next();
    if (kind < 0.33) return { kind: 'quiet', milliseconds: this.duration() };
    if (kind < 0.4) return { kind: 'outage', milliseconds: this.duration() };
    if (kind < 0.45) return { kind: 'behave' };
    return { kind: 'misbehave', misbehaviour: this.misbehaviour() };
  }

  private misbehaviour(): Misbehaviour {
    const call = this.random.pick(['append', 'batchAppend', 'append', 'batchAppend', 'read', 'subscribe', 'features']);
    const when = this.moment(call);
    const how = this.manner(call, when);
    return { call, when, how, times: this.random.int(1, 3), skip: this.random.int(0, 8) };
  }

  private moment(call: Call): Moment {
    const message = this.random.int(1, 40);
    switch (call) {
      case 'append':
      case 'batchAppend':
        return this.random.pick(['arrival', 'before commit', 'after commit', 'after commit']);
      case 'read':
        return this.random.pick(['arrival', { before: message }, { after: message }]);
      case 'subscribe':
        return this.random.pick(['arrival', 'live', 'live', { before: message }, { after: message }]);
      default:
        return 'arrival';
    }
  }

  private manner(call: Call, when: Moment): Manner {
    const milliseconds = this.duration();
    const manners: Manner[] = [
      { kind: 'drop' },
      { kind: 'drop' },
      { kind: 'slow', milliseconds },
      { kind: 'crash', backAfter: milliseconds },
      { kind: 'refuse', reason: this.reason() },
      { kind: 'refuse', reason: this.reason() },
    ];
    if (this.silences) manners.push({ kind: 'freeze' });
    // A server ends neither a read in its midst as if that were all, nor a BatchAppend.
    if (call === 'subscribe') manners.push({ kind: 'end' });
    if (when === 'live') manners.push({ kind: 'fall behind', milliseconds }, { kind: 'fall behind', milliseconds });
    if (when === 'before commit') manners.push({ kind: 'out of disk', backAfter: milliseconds });
    return this.random.pick(manners);
  }

  /** Those that pass; a refusal for want of rights or for what was asked would rightly be final. */
  private reason(): Reason {
    return this.random.pick<Reason>([
      { kind: 'not leader', host: HOST, port: this.port },
      { kind: 'no leader' },
      { kind: 'not ready' },
      { kind: 'too busy' },
      { kind: 'timeout' },
      { kind: 'unknown' },
      { kind: 'cancelled' },
    ]);
  }

  private duration(): number {
    return this.random.int(1, this.longest);
  }
}
