import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../apps/auditor/src/main.js', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The auditor, as it ships, in a process of its own. */
export function startAuditor(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
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

export const auditor = (args: readonly string[], environment?: Record<string, string>): Promise<Ran> =>
  startAuditor(args, environment).ended;
