import { setTimeout as sleep } from 'node:timers/promises';
import { type OpenedCheckpoint, type Verifier } from '#ledger';
import { type Alarm, WatchAlarm } from './alarm.js';
import { agree } from './consistency.js';
import { SealingWatch } from './sealing.watch.js';
import { openBelieved } from './trusted.keys.js';
import type { WatchedServer } from './watched.server.js';
import {
  checkpointOf,
  newestOf,
  type SeenCheckpoint,
  type WatchState,
  withAlarm,
  withCheckpoint,
  withKeys,
} from './watch.state.js';

export interface WatcherOptions {
  /** Keys to believe; without them the first that are seen. */
  readonly given: readonly Verifier[];
  /** Milliseconds after which a log that is not sealed, or a server that does not answer, is told. */
  readonly stall: number;
  /**
   * Milliseconds for which a tree may be smaller than before: nodes behind one address publish the same checkpoint some
   * seconds apart. Default 10,000.
   */
  readonly patience?: number;
  /** Milliseconds after which all that is remembered is compared again, not only the newest. Default an hour. */
  readonly compareAll?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Returns once it is on disk. */
  readonly save: (state: WatchState) => void;
}

export type Observation =
  | { readonly outcome: 'HOLDS'; readonly server: string; readonly size: number; readonly isNew: boolean }
  | { readonly outcome: 'ALARM'; readonly server: string; readonly alarm: Alarm }
  | { readonly outcome: 'CANNOT_TELL'; readonly server: string; readonly why: string };

/** What is remembered of each server while the watcher runs. */
interface Followed {
  readonly server: WatchedServer;
  readonly sealing: SealingWatch;
  comparedAllAt: number;
  /** Since when it has not answered. */
  silentSince?: number;
  /** The last alarm that was kept. */
  kept?: string;
}

/** Follows one log, at one server or at several that are said to serve it. */
export class LogWatcher {
  private readonly followed: readonly Followed[];

  constructor(
    servers: readonly WatchedServer[],
    private state: WatchState,
    private readonly options: WatcherOptions,
  ) {
    this.followed = servers.map((server) => ({
      server,
      sealing: new SealingWatch(options.stall),
      comparedAllAt: -Infinity,
    }));
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }

  /** Looks at each server once. */
  async look(): Promise<Observation[]> {
    const observations: Observation[] = [];
    for (const one of this.followed) observations.push(await this.lookAt(one));
    return observations;
  }

  private async lookAt(one: Followed): Promise<Observation> {
    const server = one.server.url;
    try {
      const observation = await this.examine(one);
      delete one.silentSince;
      delete one.kept;
      return observation;
    } catch (error) {
      if (error instanceof WatchAlarm) return { outcome: 'ALARM', server, alarm: this.keep(one, error.alarm) };
      const why = (error as Error).message;
      one.silentSince ??= this.now();
      if (this.now() - one.silentSince < this.options.stall) return { outcome: 'CANNOT_TELL', server, why };
      const message = `it has not answered since ${new Date(one.silentSince).toISOString()}: ${why}`;
      return { outcome: 'ALARM', server, alarm: this.keep(one, { kind: 'STALL', server, message }) };
    }
  }

  private async examine(one: Followed): Promise<Observation> {
    const { server } = one;
    const note = await this.newest(one);
    if (note === undefined) {
      if (newestOf(this.state)?.server === server.url)
        throw new WatchAlarm({ kind: 'REWRITE', server: server.url, message: 'it has no checkpoint any more' });
      throw new NothingYet(`${server.url} has no checkpoint yet`);
    }
    const { checkpoint, keys } = await this.open(server, note);
    await this.compare(one, checkpoint, note);
    const isNew = !this.state.checkpoints.some(
      (seen) => seen.server === server.url && checkpointOf(seen).size === checkpoint.size,
    );
    const known = withKeys(this.state, keys);
    if (isNew) {
      const seen = { note, seenAt: new Date(this.now()).toISOString(), server: server.url };
      this.remember(withCheckpoint(known, seen));
    } else if (keys.some(({ vkey }) => !this.state.keys.some((key) => key.vkey === vkey))) this.remember(known);
    await one.sealing.check(server, checkpoint.size, this.now());
    return { outcome: 'HOLDS', server: server.url, size: checkpoint.size, isNew };
  }

  /** The newest checkpoint; looked for again where it is older than one that this server showed before. */
  private async newest({ server }: Followed): Promise<string | undefined> {
    const largest = this.shownBy(server).at(-1);
    const until = performance.now() + (this.options.patience ?? 10_000);
    for (;;) {
      const note = await server.reader.checkpoint();
      const size = note === undefined ? 0 : sizeOf(note);
      if (!largest || size === undefined || size >= checkpointOf(largest).size || performance.now() >= until)
        return note;
      await sleep(500);
    }
  }

  private open(server: WatchedServer, note: string) {
    const newest = newestOf(this.state);
    return openBelieved(server, note, this.state, this.options.given, newest && checkpointOf(newest));
  }

  private shownBy({ url }: WatchedServer): readonly SeenCheckpoint[] {
    return this.state.checkpoints.filter((seen) => seen.server === url);
  }

  private async compare(one: Followed, checkpoint: OpenedCheckpoint, note: string): Promise<void> {
    const { server } = one;
    const contradict = (kind: 'REWRITE' | 'FORK', message: string, seen: SeenCheckpoint) =>
      new WatchAlarm({ kind, server: server.url, message, size: checkpoint.size, evidence: [seen.note, note] });
    const own = this.shownBy(server).at(-1);
    if (own && checkpointOf(own).size > checkpoint.size)
      throw contradict('REWRITE', `its tree has ${checkpoint.size} entries, and had ${checkpointOf(own).size}`, own);
    const isDue = this.now() - one.comparedAllAt >= (this.options.compareAll ?? 3_600_000);
    const others = isDue ? this.state.checkpoints : this.state.checkpoints.slice(-1);
    for (const seen of others.toReversed()) {
      const before = checkpointOf(seen);
      // Who has the larger tree can show that it begins with the smaller one.
      const reader = before.size > checkpoint.size ? this.readerOf(seen.server) : server.reader;
      if (!reader || (await agree(reader, before, checkpoint))) continue;
      const isOwn = seen.server === server.url;
      const who = isOwn ? 'it published' : `${seen.server} published`;
      const what =
        before.size === checkpoint.size
          ? `its tree of ${checkpoint.size} entries has another root than the one of the same size that ${who}`
          : `its tree of ${checkpoint.size} entries does not go together with the one of ${before.size} that ${who}`;
      throw contradict(isOwn ? 'REWRITE' : 'FORK', `${what} (seen ${seen.seenAt})`, seen);
    }
    if (isDue) one.comparedAllAt = this.now();
  }

  private readerOf(url: string): WatchedServer['reader'] | undefined {
    return this.followed.find(({ server }) => server.url === url)?.server.reader;
  }

  /** Kept once, with its evidence. */
  private keep(one: Followed, alarm: Alarm): Alarm {
    const key = `${alarm.kind} ${alarm.evidence?.at(-1) ?? ''}`;
    if (one.kept !== key) this.remember(withAlarm(this.state, alarm, new Date(this.now()).toISOString()));
    one.kept = key;
    return alarm;
  }

  private remember(state: WatchState): void {
    this.options.save(state);
    this.state = state;
  }
}

/** Nothing is wrong yet, and nothing can be told. */
class NothingYet extends Error {}

/** Of a note that nobody has verified yet; undefined where it is none. */
function sizeOf(note: string): number | undefined {
  try {
    return checkpointOf({ note }).size;
  } catch {
    return undefined;
  }
}
