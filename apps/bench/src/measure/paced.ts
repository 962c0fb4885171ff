import { setTimeout as sleep } from 'node:timers/promises';
import { stopwatch } from './stopwatch.js';

/** Begins the work so many times a second whatever becomes of it: what is late is made up for, or the load would yield. */
export async function paced(perSecond: number, count: number, begin: (n: number) => void): Promise<void> {
  const elapsed = stopwatch();
  for (let begun = 0; begun < count;) {
    const due = Math.min(count, Math.floor(elapsed() * perSecond) + 1);
    while (begun < due) begin(begun++);
    await sleep(1_000 / perSecond);
  }
}
