import type { Random } from '../../apps/bench/src/generate/random.js';
import { STEPS, type Fault } from './fault.js';

/** When a server is killed. */
export type Moment =
  /** Milliseconds after it was started. */
  | { readonly kind: 'while starting'; readonly after: number }
  /** Milliseconds after it began to serve. */
  | { readonly kind: 'while writing'; readonly after: number }
  | { readonly kind: 'at a step'; readonly fault: Fault };

/** Half of the kills are at a random moment, the others between vault and log, or around the append. */
export function drawMoment(random: Random): Moment {
  const kind = random.next();
  if (kind < 0.15) return { kind: 'while starting', after: random.int(50, 1_500) };
  if (kind < 0.5) return { kind: 'while writing', after: random.int(5, 600) };
  return { kind: 'at a step', fault: { step: random.pick(STEPS), occurrence: random.int(1, 30) } };
}

export const nameOf = (moment: Moment): string => (moment.kind === 'at a step' ? moment.fault.step : moment.kind);
