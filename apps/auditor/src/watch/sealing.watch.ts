import { WatchAlarm } from './alarm.js';
import type { WatchedServer } from './watched.server.js';

/** States of a sealer that does not seal, and will not by itself. */
const HALTED = ['ALARM', 'BEHIND'];

/** Whether what a server records is sealed: a history can be kept from those who check it by no longer sealing it. */
export class SealingWatch {
  /** The tree that the log has outgrown, and since when that is known: milliseconds since the epoch. */
  private outgrown: { readonly size: number; readonly since: number } | undefined;

  /** @param stall milliseconds */
  constructor(private readonly stall: number) {}

  /** @param size of the newest checkpoint @throws WatchAlarm */
  async check(server: WatchedServer, size: number, now: number): Promise<void> {
    const { entries, newest, state, problem } = await server.growth();
    const says = `; it says ${state}${problem ? `: ${problem}` : ''}`;
    if (HALTED.includes(state)) throw this.alarm(server, size, `its ledger has stopped at ${size} entries${says}`);
    if (entries <= size) {
      this.outgrown = undefined;
      return;
    }
    if (this.outgrown?.size !== size) this.outgrown = { size, since: now };
    const recorded = newest.filter(({ index }) => index >= size).map(({ recordedAt }) => Date.parse(recordedAt));
    const since = Math.min(this.outgrown.since, ...recorded);
    if (now - since < this.stall) return;
    const waiting = `${entries - size} entries that were recorded since ${new Date(since).toISOString()}`;
    throw this.alarm(server, size, `its newest checkpoint is of ${size} entries, without ${waiting}${says}`);
  }

  private alarm({ url }: WatchedServer, size: number, message: string): WatchAlarm {
    return new WatchAlarm({ kind: 'STALL', server: url, message, size });
  }
}
