import { percentile } from '../../measure/statistics.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { Assistant } from '../../processes/assistant.js';
import type { BareQuestion } from './bare-server.main.js';
import { CHANGES } from './change.operation.js';
import { PER_SECOND, type Window } from './fan-out.stage.js';
import type { Collected, WatchersQuestion } from './watchers.main.js';

const WATCHERS = new URL('./watchers.main.js', import.meta.url);
const BARE_SERVER = new URL('./bare-server.main.js', import.meta.url);

/**
 * The messages of a window, to the same clients at the same pace, from a server that does nothing but send them.
 * @returns for each round the p99 of the milliseconds from the sending to the client's callback
 */
export async function rawP99(window: Window, clients: number, rounds: number): Promise<readonly number[]> {
  const server = Assistant.start<BareQuestion>(BARE_SERVER);
  const watchers = Assistant.start<WatchersQuestion>(WATCHERS);
  try {
    const url = await server.ask<string>({ kind: 'listen' });
    const filters = Array.from({ length: clients }, () => null);
    await watchers.ask({ kind: 'connect', url, query: CHANGES, after: '', filters, stalled: false });
    const sample = window.sample as { readonly data: { readonly incidentChanges: object } };
    const sendings = window.changes.map(({ to }, n) => ({
      payload: { ...sample, data: { incidentChanges: { ...sample.data.incidentChanges, entry: { id: String(n) } } } },
      to: to.map(({ watcher }) => watcher),
    }));
    const results: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const sentAt = await server.ask<number[]>({ kind: 'send', perSecond: PER_SECOND, sendings });
      await sleep(1_000);
      const { received } = await watchers.ask<Collected>({ kind: 'collect' });
      const latencies = received.flat().map(([key, at]) => at - sentAt[Number(key.slice(0, key.indexOf(' ')))]!);
      results.push(percentile(latencies, 99));
    }
    return results;
  } finally {
    await Promise.all([server.dismiss(), watchers.dismiss()]);
  }
}
