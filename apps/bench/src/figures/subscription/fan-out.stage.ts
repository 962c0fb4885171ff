import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SqliteEventStore } from '#event-store/sqlite';
import type { StorePosition } from '#event-store';
import { LOG_FILE } from '../../data/files.js';
import { Assistant } from '../../processes/assistant.js';
import { BenchServer } from '../../processes/bench-server.js';
import { GraphQLConnection } from '../../processes/graphql-connection.js';
import { headOf } from '../commands-durable/raw.inserts.js';
import { CHANGES, WIDE_CHANGES } from './change.operation.js';
import { addFaults, checkDeliveries, type Faults, NO_FAULTS } from './delivery.check.js';
import { type ExpectedChange, expectedChanges } from './expected.changes.js';
import { watcherFilters } from './watcher.filters.js';
import type { Collected, WatchersQuestion } from './watchers.main.js';
import type { WriterQuestion, Written } from './writer.main.js';

/** Events that arrive each second. */
export const PER_SECOND = 200;
const CONNECTIONS = 'subscription_connections{transport="websocket"}';
const CPU_SECONDS = 'process_cpu_seconds_total';
/** Seconds of the processor in a second, below which the server is at rest. */
const IDLE = 0.15;
const WATCHERS = new URL('./watchers.main.js', import.meta.url);
const WRITER = new URL('./writer.main.js', import.meta.url);
/** Milliseconds without any delivery after which what has not come is not coming; what is late is not lost. */
const PATIENCE = 10_000;
/** Milliseconds in which anything that comes twice would come again. */
const SURPLUS = 500;
/** Events that were written for a while, and what became of them. */
export interface Window {
  readonly changes: readonly ExpectedChange[];
  readonly faults: Faults;
  /** Milliseconds from the commit, as the writer had the log's answer, to the client's callback; of each delivery. */
  readonly latencies: readonly number[];
  /** The same from the sending of the command: the commit is later than that in any case. */
  readonly fromSending: readonly number[];
  /** Events each second, by their commits. */
  readonly perSecond: number;
  readonly sample: unknown;
}

/** A server, a writer and a thousand clients, each of these in a process of its own. */
export class FanOutStage {
  readonly filters = watcherFilters();
  private readonly store: Promise<SqliteEventStore>;
  /** Deliveries up to the end of the last window. */
  private counted = 0;

  private constructor(
    private readonly log: string,
    private readonly server: BenchServer,
    private readonly writer: Assistant<WriterQuestion>,
    private readonly watchers: Assistant<WatchersQuestion>,
    private readonly start: string,
  ) {
    this.store = SqliteEventStore.open({ file: log, readOnly: true });
  }

  /** @param known events of the folder's log, in which the writer looks for incidents to add to */
  static async open(folder: string, seed: number, known: number): Promise<FanOutStage> {
    // The signs of life would end a stalled client before its cost can be told.
    const environment = { ONRECORD_SUBSCRIPTION_PING_MS: '600000' };
    const server = await BenchServer.start({ dataDir: folder, environment });
    const writer = Assistant.start<WriterQuestion>(WRITER);
    await writer.ask({ kind: 'open', folder, seed, known });
    const connection = new GraphQLConnection(server.url);
    const { cursor } = await connection.query<{ cursor: string }>('{ cursor }');
    connection.close();
    const watchers = Assistant.start<WatchersQuestion>(WATCHERS);
    const stage = new FanOutStage(join(folder, LOG_FILE), server, writer, watchers, cursor);
    const { filters } = stage;
    await watchers.ask({ kind: 'connect', url: server.url, query: CHANGES, after: cursor, filters, stalled: false });
    return stage;
  }

  /** Writes for so many seconds, waits until what is due has come, and compares. */
  async window(seconds: number): Promise<Window> {
    const after = BigInt(headOf(this.log)) as StorePosition;
    const count = seconds * PER_SECOND;
    const written = await this.writer.ask<Written[]>({ kind: 'write', perSecond: PER_SECOND, count });
    const changes = await expectedChanges(await this.store, after, this.filters);
    const due = changes.reduce((sum, { to }) => sum + to.length, 0);
    const { received, lost, sample } = await this.collect(due);
    if (lost.length > 0) throw new Error(`clients lost their subscription: ${lost.slice(0, 3).join('; ')}`);
    const commits = written.map(({ committedAt }) => committedAt).sort((a, b) => a - b);
    return {
      changes,
      faults: faultsOf(changes, received),
      latencies: latenciesOf(received, new Map(written.map(({ entry, committedAt }) => [entry, committedAt]))),
      fromSending: latenciesOf(received, new Map(written.map(({ entry, sentAt }) => [entry, sentAt]))),
      perSecond: ((count - 1) * 1_000) / (commits.at(-1)! - commits[0]!),
      sample,
    };
  }

  /**
   * Has clients follow everything from the beginning of the run and read nothing, while `meanwhile` runs.
   * @returns bytes that each of them costs the server, once it has been left behind for all that time
   */
  async withStalled<T>(count: number, meanwhile: () => Promise<T>): Promise<{ result: T; bytesEach: number }> {
    const stalled = Assistant.start<WatchersQuestion>(WATCHERS);
    try {
      const filters = Array.from({ length: count }, () => null);
      const { url } = this.server;
      await stalled.ask({ kind: 'connect', url, query: WIDE_CHANGES, after: this.start, filters, stalled: true });
      const { lost } = await stalled.ask<Collected>({ kind: 'collect' });
      if (lost.length > 0) throw new Error(`stalled clients lost their subscription: ${lost[0]}`);
      await this.idle();
      const result = await meanwhile();
      await this.requireConnected(this.filters.length + count);
      const withThem = await this.memory();
      await stalled.dismiss();
      await sleep(SURPLUS);
      await this.requireConnected(this.filters.length);
      return { result, bytesEach: (withThem - (await this.memory())) / count };
    } finally {
      await stalled.dismiss();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.writer.dismiss(), this.watchers.dismiss()]);
    await this.server.stop();
    await (await this.store).close();
  }

  private async collect(due: number): Promise<Collected> {
    const before = this.counted;
    for (let last = Date.now(); Date.now() - last < PATIENCE && this.counted - before < due; await sleep(50)) {
      const counted = await this.watchers.ask<number>({ kind: 'count' });
      if (counted > this.counted) last = Date.now();
      this.counted = counted;
    }
    await sleep(SURPLUS);
    this.counted = await this.watchers.ask<number>({ kind: 'count' });
    return this.watchers.ask<Collected>({ kind: 'collect' });
  }

  /** The second time finds what the first one made collectable. */
  private async memory(): Promise<number> {
    await this.server.memory();
    return this.server.memory();
  }

  /** Resolves when all that lies between the server and those who do not read is full, and it tells them no more. */
  private async idle(): Promise<void> {
    for (let before = await this.metric(CPU_SECONDS); ;) {
      await sleep(1_000);
      const after = await this.metric(CPU_SECONDS);
      if (after - before < IDLE) return;
      before = after;
    }
  }

  /** A client that the server had cut off would cost nothing, and prove nothing. */
  private async requireConnected(count: number): Promise<void> {
    const open = await this.metric(CONNECTIONS);
    if (open !== count) throw new Error(`${open} clients are connected, and ${count} should be`);
  }

  private async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.server.url}/metrics`)).text();
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
    return Number(line?.slice(name.length));
  }
}

function faultsOf(changes: readonly ExpectedChange[], received: Collected['received']): Faults {
  const expected: string[][] = received.map(() => []);
  for (const { to } of changes) for (const { watcher, key } of to) expected[watcher]!.push(key);
  return received
    .map((deliveries, watcher) =>
      checkDeliveries(
        expected[watcher]!,
        deliveries.map(([key]) => key),
      ),
    )
    .reduce(addFaults, NO_FAULTS);
}

function latenciesOf(received: Collected['received'], since: ReadonlyMap<string, number>): number[] {
  return received.flat().flatMap(([key, at]) => {
    const from = since.get(key.slice(0, key.indexOf(' ')));
    return from === undefined ? [] : [at - from];
  });
}
