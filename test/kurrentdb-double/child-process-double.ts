import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Double, DoubleOptions, EventToWrite } from './double.js';
import type { Expectation } from './expectation.js';
import { connectionString } from './in-process-double.js';
import type { Misbehaviour, Strikes } from './misbehaviour.js';
import type { Remote, Request, Response } from './process.protocol.js';
import type { LogRecord } from './record.js';

const MAIN = fileURLToPath(new URL('./double.main.js', import.meta.url));

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * The same double in a process of its own, which really dies, and really stands still. What is ordered over `misbehave`
 * is forgotten with the process; what it stored is in the file.
 */
export class ChildProcessDouble implements Double {
  private child: ChildProcess | undefined;
  private listeningAt: number;
  private asked = 0;
  private errors = '';
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly options: DoubleOptions & { readonly file: string }) {
    this.listeningAt = options.port ?? 0;
  }

  /** @throws where it does not come up, with what it wrote */
  async start(): Promise<this> {
    const child = fork(MAIN, [JSON.stringify({ ...this.options, port: this.listeningAt })], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Carries bytes and big numbers as they are.
      serialization: 'advanced',
      execArgv: [],
    });
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.errors = (this.errors + text).slice(-4_000)));
    const ended = once(child, 'exit').then(() => undefined);
    const first = await Promise.race([once(child, 'message'), ended]);
    if (!first) throw new Error(`the double did not start: exit code ${child.exitCode}\n${this.errors}`);
    this.listeningAt = (first[0] as { readonly port: number }).port;
    child.on('message', (response: Response) => this.settle(response));
    child.on('exit', () => this.abandon(child));
    this.child = child;
    return this;
  }

  get port(): number {
    return this.listeningAt;
  }

  get connectionString(): string {
    return connectionString([this.port], this.options);
  }

  misbehave(misbehaviour: Misbehaviour): Promise<void> {
    return this.ask('misbehave', misbehaviour);
  }

  behave(): Promise<void> {
    return this.ask('behave');
  }

  strikes(): Promise<readonly Strikes[]> {
    return this.ask('strikes');
  }

  write(stream: string, events: readonly EventToWrite[], expected?: Expectation): Promise<readonly LogRecord[]> {
    return this.ask('write', stream, events, expected);
  }

  link(stream: string, target: { readonly stream: string; readonly revision: number }): Promise<LogRecord> {
    return this.ask('link', stream, target);
  }

  records(): Promise<readonly LogRecord[]> {
    return this.ask('records');
  }

  /** `kill -9`. */
  async crash(): Promise<void> {
    const child = this.child;
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async restart(): Promise<void> {
    await this.crash();
    await this.start();
  }

  stop(): Promise<void> {
    return this.crash();
  }

  /** Stands still: connections stay open, are even accepted, and nobody reads them. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  private ask<Name extends keyof Remote>(method: Name, ...args: Parameters<Remote[Name]>): ReturnType<Remote[Name]> {
    const id = ++this.asked;
    const answer = new Promise<unknown>((resolve, reject) => {
      if (!this.child) return reject(new Error(`the double is down: ${method} has to wait for its restart`));
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, method, args } satisfies Request);
    });
    return answer as ReturnType<Remote[Name]>;
  }

  private settle(response: Response): void {
    const waiting = this.waiting.get(response.id);
    this.waiting.delete(response.id);
    if ('error' in response) waiting?.reject(new Error(response.error));
    else waiting?.resolve(response.result);
  }

  private abandon(child: ChildProcess): void {
    if (this.child === child) this.child = undefined;
    for (const { reject } of this.waiting.values()) reject(new Error('the double has died'));
    this.waiting.clear();
  }
}
