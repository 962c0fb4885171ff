import { runAuditor } from '../../apps/auditor/src/auditor.js';
import type { Ran } from './auditor.js';

/**
 * Carries out one command line after the other, as `main` does: most of the time of a short command goes into loading
 * the program, which a suite of forty commands then pays for once.
 */
export interface CommandLine {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

type Write = typeof process.stdout.write;

/** What a stream is given while something runs, instead of writing it. */
function taking(stream: NodeJS.WriteStream): () => string {
  const write = stream.write;
  let taken = '';
  stream.write = ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    taken += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const written = typeof encoding === 'function' ? encoding : done;
    if (typeof written === 'function') queueMicrotask(() => written());
    return true;
  }) as Write;
  return () => {
    stream.write = write;
    return taken;
  };
}

async function run({ args, environment }: CommandLine): Promise<Ran> {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  const [stdout, stderr] = [taking(process.stdout), taking(process.stderr)];
  const code = await runAuditor(args);
  return { code, stdout: stdout(), stderr: stderr() };
}

let last: Promise<unknown> = Promise.resolve();
process.on('message', (line: CommandLine) => {
  last = last.then(async () => process.send!(await run(line)));
});
process.on('disconnect', () => process.exit());
