import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { VictimReady, VictimSettings } from './victim.main.js';

const MAIN = fileURLToPath(new URL('./victim.main.js', import.meta.url));
/** Milliseconds: a server that has not come up by then does not come up. */
const STARTED_WITHIN = 30_000;

/** A real server in a process of its own, started to be killed. */
export class Victim {
  private errors = '';
  readonly ended: Promise<void>;

  private constructor(private readonly child: ChildProcess) {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.errors = (this.errors + text).slice(-4_000)));
    this.ended = once(child, 'exit').then(() => undefined);
  }

  static start(settings: VictimSettings): Victim {
    const child = fork(MAIN, [JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    return new Victim(child);
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Undefined where it is killed before it serves. @throws where it ends by itself, or does not come up */
  async ready(): Promise<VictimReady | undefined> {
    const limit = new AbortController();
    const message = once(this.child, 'message', { signal: limit.signal }).then(([ready]) => ready as VictimReady);
    message.catch(() => undefined);
    const late = sleep(STARTED_WITHIN, 'late' as const, { signal: limit.signal, ref: false });
    late.catch(() => undefined);
    const first = await Promise.race([message, this.ended, late]);
    limit.abort();
    if (typeof first === 'object') return first;
    if (first === undefined && this.child.signalCode === 'SIGKILL') return undefined;
    this.kill();
    throw new Error(`the server did not start: exit code ${this.child.exitCode}\n${this.errors}`);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** In order. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}
