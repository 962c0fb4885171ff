import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { HeldMemory, ServerReady, ServerSettings } from './bench-server.main.js';

const MAIN = new URL('./bench-server.main.js', import.meta.url);

/** The whole server in a process of its own. */
export class BenchServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly token: string,
  ) {}

  static async start(settings: ServerSettings): Promise<BenchServer> {
    const child = fork(MAIN, [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
    });
    child.send(settings);
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the server ended with exit code ${String(code)} before it served`);
    });
    ended.catch(() => undefined);
    const [{ url, token }] = (await Promise.race([once(child, 'message'), ended])) as [ServerReady];
    return new BenchServer(child, url, token);
  }

  /** Bytes held after a collection. */
  async memory(): Promise<number> {
    this.child.send('memory');
    const [{ held }] = (await once(this.child, 'message')) as [HeldMemory];
    return held;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.send('stop');
    await exited;
  }
}
