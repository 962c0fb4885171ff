import { setTimeout as sleep } from 'node:timers/promises';
import type { Dialect } from './dialect.js';
import type { Manner } from './misbehaviour.js';

/** What a subscription has to know of the call that it is for. */
export interface Tail {
  readonly dialect: Dialect;
  readonly signal: AbortSignal;
  /** Asked before something new is delivered. */
  live(): Promise<Manner | undefined>;
}

/** Asks before something new is delivered; resolves to true once a subscription that fell behind may catch up. */
export async function fallsBehind({ live, signal }: Tail): Promise<boolean> {
  const manner = await live();
  if (manner?.kind !== 'fall behind') return false;
  await sleep(manner.milliseconds, undefined, { signal }).catch(() => undefined);
  return true;
}
