import { openStoreAt } from '../../../../shared/src/log/log.adapter.js';
import type { LogPlace } from '../../../../shared/src/log/log.place.js';
import { stopwatch } from '../../measure/stopwatch.js';

export interface FollowQuestion {
  readonly place: LogPlace;
  /** Events after which it ends, where it has not caught up before. */
  readonly limit?: number;
}

export interface FollowAnswer {
  readonly events: number;
  readonly seconds: number;
  /** Most that this process ever held, MiB. */
  readonly residentMib: number;
}

/** A log followed from its beginning until nothing is left, and nothing done with it. */
const { place, limit = Infinity } = JSON.parse(process.argv[2]!) as FollowQuestion;
const store = await openStoreAt(place, { readOnly: true });
const stopping = new AbortController();
const elapsed = stopwatch();
let events = 0;
for await (const message of store.follow('beginning', { signal: stopping.signal })) {
  if (message.kind === 'event') events += 1;
  if (message.kind === 'caught-up' || events >= limit) break;
}
const seconds = elapsed();
stopping.abort();
process.send!({ events, seconds, residentMib: process.resourceUsage().maxRSS / 1_024 } satisfies FollowAnswer);
await store.close();
