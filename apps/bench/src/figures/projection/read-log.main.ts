import type { StorePosition } from '#event-store';
import { SqliteEventStore } from '#event-store/sqlite';
import { stopwatch } from '../../measure/stopwatch.js';

export interface ReadQuestion {
  readonly log: string;
  /** Position, exclusive, as text; the whole log without it. */
  readonly after?: string;
}

export interface ReadAnswer {
  readonly events: number;
  readonly seconds: number;
}

/** The raw limit of projecting: the log read and parsed, event by event, and nothing done with it. */
const { log, after } = JSON.parse(process.argv[2]!) as ReadQuestion;
const store = await SqliteEventStore.open({ file: log, readOnly: true });
const elapsed = stopwatch();
let events = 0;
for await (const event of store.readAll(after === undefined ? {} : { after: BigInt(after) as StorePosition })) {
  if (event.type) events += 1;
}
process.send!({ events, seconds: elapsed() } satisfies ReadAnswer);
await store.close();
