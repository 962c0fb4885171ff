import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CommandLine } from './auditor.host.main.js';

const MAIN = fileURLToPath(new URL('../../apps/auditor/src/main.js', import.meta.url));
const HOST = fileURLToPath(new URL('./auditor.host.main.js', import.meta.url));
const QUIET = ['--disable-warning=ExperimentalWarning'];

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const withPath = (environment: Record<string, string>) => ({ PATH: process.env['PATH'] ?? '', ...environment });

/** The auditor, as it ships, in a process of its own: where it is stopped, or goes on by itself. */
export function startAuditor(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [...QUIET, MAIN, ...args], {
    env: withPath(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (written.stderr += text));
  const ended = once(child, 'close').then(([code]): Ran => ({ code: code as number | null, ...written }));
  /** The first line on standard output; undefined where it ended without one. */
  const firstLine = async (): Promise<string | undefined> => {
    while (!written.stdout.includes('\n') && child.exitCode === null)
      await Promise.race([once(child.stdout, 'data'), ended]);
    return written.stdout.split('\n', 1)[0] || undefined;
  };
  return { ended, firstLine, kill: (signal: NodeJS.Signals = 'SIGKILL') => child.kill(signal) };
}

let host: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();
afterAll(() => {
  host?.disconnect();
  host = undefined;
});

async function ask(line: CommandLine): Promise<Ran> {
  host ??= fork(HOST, { execArgv: QUIET, env: withPath({}), serialization: 'advanced' });
  const asked = host;
  const given = new AbortController();
  try {
    asked.send(line);
    return await Promise.race([
      once(asked, 'message', { signal: given.signal }).then(([ran]) => ran as Ran),
      once(asked, 'exit', { signal: given.signal }).then(([code]) => {
        host = undefined;
        throw new Error(`the auditor ended its process itself, with ${code}, at: ${line.args.join(' ')}`);
      }),
    ]);
  } finally {
    given.abort();
  }
}

/** One command of the auditor, after those asked for before, in a process that the suite's commands share: what it
 * writes, and the code that it would end with. */
export function auditor(args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  const ran = last.then(() => ask({ args, environment: withPath(environment) }));
  last = ran.catch(() => undefined);
  return ran;
}
