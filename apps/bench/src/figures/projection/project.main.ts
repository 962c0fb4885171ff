import { setTimeout as sleep } from 'node:timers/promises';
import { SqliteEventStore } from '#event-store/sqlite';
import { SqliteReadModel } from '#read-model';
import { stopwatch } from '../../measure/stopwatch.js';

export interface ProjectQuestion {
  readonly log: string;
  /** Of the read model's files; one that is empty makes it a rebuild. */
  readonly folder: string;
  /** Index that the read model is to reach. */
  readonly upTo: number;
}

export interface ProjectAnswer {
  readonly seconds: number;
  /** Most that this process ever held, MiB. */
  readonly residentMib: number;
}

const ADAPTER = new URL('../../../../shared/src/log/log.adapter.js', import.meta.url).href;

/** A read model as a server has it, projector in its thread and all, until it serves the given index. */
const { log, folder, upTo } = JSON.parse(process.argv[2]!) as ProjectQuestion;
const store = await SqliteEventStore.open({ file: log, readOnly: true });
const elapsed = stopwatch();
const model = SqliteReadModel.open({
  folder,
  log: store,
  store: { url: ADAPTER, options: { kind: 'FILE', file: log } },
});
for (;;) {
  const { state, index, problem } = model.status();
  if (state === 'PAUSED' || state === 'RETRYING') throw new Error(`the projection does not go on: ${problem}`);
  if (state === 'LIVE' && index >= upTo) break;
  await sleep(5);
}
const seconds = elapsed();
await model.close();
await store.close();
process.send!({ seconds, residentMib: process.resourceUsage().maxRSS / 1_024 } satisfies ProjectAnswer);
