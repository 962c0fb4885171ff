import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { StorePosition } from '#event-store';
import { copyEvents } from '../../../auditor/src/copy-log/copy-events.js';
import { verbatim } from '../../../auditor/src/copy-log/expected.event.js';
import { openStoreAt } from '../../../shared/src/log/log.adapter.js';
import type { LogPlace } from '../../../shared/src/log/log.place.js';
import { type ChildProcessDouble, startDoubleProcess } from '../../../../test/kurrentdb-double/index.js';
import { LOG_FILE } from '../data/files.js';
import type { PreparedData } from '../data/prepared.data.js';
import { format } from '../measure/statistics.js';
import { stopwatch } from '../measure/stopwatch.js';

/**
 * The server whose figures stand beside those of the embedded log: the one of KURRENTDB_URL, with streams of this run
 * alone, or a protocol double in a process of its own.
 */
export class LogServer {
  private filling: Promise<unknown> = Promise.resolve();
  private held = 0;

  private constructor(
    readonly place: Extract<LogPlace, { kind: 'SERVER' }>,
    /** Undefined where it is a real server, which nobody may crash. */
    readonly double: ChildProcessDouble | undefined,
    private readonly data: PreparedData,
    private readonly progress: (message: string) => void,
  ) {}

  static async start(data: PreparedData, progress: (message: string) => void): Promise<LogServer> {
    const url = process.env['KURRENTDB_URL'];
    const double = url ? undefined : await startDoubleProcess({ file: join(await data.scratch(), 'double.jsonl') });
    const connectionString = url ?? double!.connectionString;
    const streamPrefix = url ? `bench_${randomBytes(6).toString('hex')}_` : '';
    progress(url ? 'on the server of KURRENTDB_URL' : 'on a protocol double of KurrentDB, which is no database');
    return new LogServer({ kind: 'SERVER', connectionString, streamPrefix }, double, data, progress);
  }

  /** What to call it beside a figure. */
  get name(): string {
    return this.double ? 'the double' : 'the server';
  }

  /** Copies the beginning of the generated log there, so many events of it, as `auditor copy-log` does. */
  async hold(events: number): Promise<void> {
    this.filling = this.filling.then(() => this.copy(events));
    await this.filling;
  }

  async stop(): Promise<void> {
    await this.double?.stop();
  }

  private async copy(events: number): Promise<void> {
    if (this.held >= events) return;
    const source = await openStoreAt({ kind: 'FILE', file: join(await this.data.log(), LOG_FILE) }, { readOnly: true });
    const target = await openStoreAt(this.place);
    try {
      const elapsed = stopwatch();
      // The embedded log numbers its events from 1.
      const upTo = BigInt(events) as StorePosition;
      const { copied } = await copyEvents({ source, target, upTo, expected: verbatim });
      this.progress(`copied ${format(copied)} events there, ${format(copied / elapsed())} events/s`);
      this.held = events;
    } finally {
      await target.close();
      await source.close();
    }
  }
}
