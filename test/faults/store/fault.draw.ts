import type { Random } from '../../../apps/bench/src/generate/random.js';
import type { Manner, Misbehaviour, Moment, Reason } from '../../kurrentdb-double/index.js';

/** One thing that goes wrong in a run; counted in messages, so that it strikes at the same one whatever the clock does. */
export interface PlannedFault {
  readonly name: string;
  readonly misbehaviour: Misbehaviour;
}

type Draw = (random: Random) => Omit<Misbehaviour, 'times'>;

/** So that whoever does not lead names the double itself, whose port is not known before it runs. */
const LEADER: Reason = { kind: 'not leader', host: '127.0.0.1', port: 0 };

/** Milliseconds for which the double is down, slow or behind: some of the adapter's own waits are shorter, some longer. */
const aWhile = (random: Random): number => random.int(5, 150);
/** Of the two or three messages that an answer to a small read has, or the many of a subscription. */
const message = (random: Random, last: number): Moment =>
  random.chance(0.5) ? { before: random.int(1, last) } : { after: random.int(1, last) };

const append =
  (when: Moment, how: (random: Random) => Manner): Draw =>
  (random) => ({ call: 'append', when, how: how(random), skip: random.int(0, 20) });
const read =
  (how: (random: Random) => Manner, when: (random: Random) => Moment = () => 'arrival'): Draw =>
  (random) => ({ call: 'read', when: when(random), how: how(random), skip: random.int(0, 30) });
const subscribe =
  (how: (random: Random) => Manner, when: (random: Random) => Moment): Draw =>
  (random) => ({ call: 'subscribe', when: when(random), how: how(random), skip: random.int(0, 2) });
const live =
  (how: (random: Random) => Manner): Draw =>
  (random) => ({ call: 'subscribe', when: 'live', how: how(random), skip: random.int(0, 25) });
const refusal =
  (...reasons: readonly Reason[]) =>
  (random: Random): Manner => ({ kind: 'refuse', reason: random.pick(reasons) });

const drop = (): Manner => ({ kind: 'drop' });
const freeze = (): Manner => ({ kind: 'freeze' });
const slow = (random: Random): Manner => ({ kind: 'slow', milliseconds: aWhile(random) });
const crash = (random: Random): Manner => ({ kind: 'crash', backAfter: aWhile(random) });
const denied = refusal({ kind: 'access denied' }, { kind: 'unauthenticated' });
const busy = refusal({ kind: 'too busy' }, { kind: 'not ready' }, { kind: 'no leader' });
const broken = refusal({ kind: 'timeout' }, { kind: 'unknown' }, { kind: 'cancelled' });

const DRAWS: Readonly<Record<string, Draw>> = {
  'append: connection dropped before it is stored': append('before commit', drop),
  'append: connection dropped after it is stored': append('after commit', drop),
  'append: never answered, not stored': append('arrival', freeze),
  'append: never answered, stored': append('after commit', freeze),
  'append: said to have failed after it is stored': append('after commit', broken),
  'append: said to have failed': append('before commit', broken),
  'append: late': append('after commit', slow),
  'append: not the leader': append('arrival', () => ({ kind: 'refuse', reason: LEADER })),
  'append: too busy': append('arrival', busy),
  'append: credentials refused': append('arrival', denied),
  'append: disk full': append('before commit', (random) => ({ kind: 'out of disk', backAfter: aWhile(random) })),
  'append: server killed after it is stored': append('after commit', crash),
  'read: connection dropped': read(drop, (random) => message(random, 3)),
  'read: silent': read(freeze, (random) => message(random, 3)),
  'read: late': read(slow),
  'read: too busy': read(busy),
  'read: credentials refused': read(denied),
  'read: server killed': read(crash, (random) => message(random, 3)),
  'subscription: connection dropped': subscribe(drop, (random) => message(random, 40)),
  'subscription: ended': subscribe(
    () => ({ kind: 'end' }),
    (random) => message(random, 40),
  ),
  'subscription: silent without closing': subscribe(freeze, (random) => message(random, 40)),
  'subscription: never confirmed': subscribe(freeze, () => 'arrival'),
  'subscription: credentials refused': subscribe(denied, () => 'arrival'),
  'subscription: too busy': subscribe(busy, () => 'arrival'),
  'subscription: live, connection dropped': live(drop),
  'subscription: live, silent without closing': live(freeze),
  'subscription: live, late': live(slow),
  'subscription: fallen behind': live((random) => ({ kind: 'fall behind', milliseconds: aWhile(random) })),
};

export const FAULTS: readonly string[] = Object.keys(DRAWS);

export function drawFault(random: Random): PlannedFault {
  const name = random.pick(FAULTS);
  const misbehaviour = DRAWS[name]!(random);
  // Once is a slip, three times is a server that is in trouble for a moment.
  return { name, misbehaviour: { ...misbehaviour, times: random.chance(0.6) ? 1 : random.int(2, 3) } };
}

/** The order to a double at a port. */
export function orderOf({ misbehaviour }: PlannedFault, port: number): Misbehaviour {
  const { how } = misbehaviour;
  if (how.kind !== 'refuse' || how.reason.kind !== 'not leader') return misbehaviour;
  return { ...misbehaviour, how: { ...how, reason: { ...how.reason, port } } };
}
