import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Slice } from './campaign.js';
import type { RunResult } from './run.js';

const MAIN = fileURLToPath(new URL('./slice.main.js', import.meta.url));

/**
 * Each client of the double reads the machine's certificates when it is made, 10 ms of work, and a run makes a dozen of
 * clients; nothing here is encrypted.
 */
const NO_CERTIFICATES = { SSL_CERT_FILE: '/dev/null', SSL_CERT_DIR: '/nonexistent' };

export interface ProcessesOptions {
  /** The first seed; the others follow it. */
  readonly seed: number;
  readonly runs: number;
  readonly processes: number;
  readonly onRun?: (result: RunResult) => void;
}

/** A campaign in several processes, by seed. @throws where one of them breaks off, which is a finding as well */
export async function campaignInProcesses({ seed, runs, processes, onRun }: ProcessesOptions): Promise<RunResult[]> {
  const results: RunResult[] = [];
  const slices = Array.from({ length: Math.min(processes, runs) }, (_, n): Slice => {
    return { seed: seed + n, step: processes, runs: Math.ceil((runs - n) / processes) };
  });
  await Promise.all(
    slices.map((slice) =>
      inProcess(slice, (result) => {
        results.push(result);
        onRun?.(result);
      }),
    ),
  );
  return results.toSorted((one, other) => one.seed - other.seed);
}

async function inProcess(slice: Slice, onRun: (result: RunResult) => void): Promise<void> {
  const child = fork(MAIN, [JSON.stringify(slice)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, ...NO_CERTIFICATES },
  });
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4_000)));
  let seen = 0;
  child.on('message', (result) => {
    seen += 1;
    onRun(result as RunResult);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 || seen < slice.runs)
    throw new Error(`the seeds from ${slice.seed} in steps of ${slice.step} broke off after ${seen} runs:\n${errors}`);
}
