import { openStoreAt } from '../../../../shared/src/log/log.adapter.js';
import type { LogPlace } from '../../../../shared/src/log/log.place.js';
import { stopwatch } from '../../measure/stopwatch.js';

export interface FollowQuestion {
  readonly place: LogPlace;
  /** Whether to look at what is held, which takes time. */
  readonly weigh?: boolean;
}

export interface FollowAnswer {
  readonly events: number;
  readonly seconds: number;
  /** Most that the system gave this process, MiB; V8 takes more the longer it runs, up to its own limits. */
  readonly residentMib: number;
  /** Most that was held after a collection, buffers included, MiB; 0 where it was not looked at. */
  readonly heldMib: number;
}

/** Events; no multiple of a page, so that it is not always the same moment. */
const LOOK_EVERY = 997;

/** A log followed from its beginning until nothing is left, and nothing done with it. */
const { place, weigh = false } = JSON.parse(process.argv[2]!) as FollowQuestion;
const store = await openStoreAt(place, { readOnly: true });
const stopping = new AbortController();
const elapsed = stopwatch();
let events = 0;
let held = 0;
const look = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  held = Math.max(held, heapUsed + external);
};
for await (const message of store.follow('beginning', { signal: stopping.signal })) {
  if (message.kind === 'caught-up') break;
  events += 1;
  if (weigh && events % LOOK_EVERY === 0) look();
}
const seconds = elapsed();
stopping.abort();
process.send!({
  events,
  seconds,
  residentMib: process.resourceUsage().maxRSS / 1_024,
  heldMib: held / 2 ** 20,
} satisfies FollowAnswer);
await store.close();
