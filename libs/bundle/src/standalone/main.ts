import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { EXIT, type Exit } from '../command/exit-codes.js';
import { bundleText } from '../command/report.text.js';
import { BundleUsageError, runVerifyBundle } from '../command/run-verify-bundle.js';

const USAGE = `Checks an exported bundle of the record, without any network.

node verify.mjs [folder] [options]

  folder               the bundle; by default the one that this file lies in
  --vkey <key>         a key to believe, known from elsewhere; may be repeated
  --checkpoint <file>  a checkpoint that was kept before; may be repeated
  --newer <folder>     a newer bundle: what has been erased since, and whether the log is the same
  --json               print the report as JSON

Exit codes: 0 holds, 1 does not hold, 2 cannot tell, 3 wrong usage.
`;

async function main(): Promise<Exit> {
  const { values, positionals } = asked();
  if (values.help) {
    process.stdout.write(USAGE);
    return EXIT.holds;
  }
  if (positionals.length > 1) throw new BundleUsageError(`name one folder: ${positionals.join(' ')}`);
  const { report, exit } = await runVerifyBundle({
    folder: positionals[0] ?? fileURLToPath(new URL('.', import.meta.url)),
    vkeys: values.vkey ?? [],
    checkpoints: values.checkpoint ?? [],
    ...(values.newer === undefined ? {} : { newer: values.newer }),
    ...(values.json || !process.stderr.isTTY ? {} : { onProgress: tellProgress() }),
  });
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : bundleText(report));
  return exit;
}

function asked() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        vkey: { type: 'string', multiple: true },
        checkpoint: { type: 'string', multiple: true },
        newer: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new BundleUsageError((error as Error).message);
  }
}

/** One line on a terminal, rewritten. */
function tellProgress() {
  let shown = -1;
  return (what: 'bytes' | 'entries', done: number, of: number): void => {
    const percent = of === 0 ? 100 : Math.floor((100 * done) / of);
    if (percent === shown) return;
    shown = percent;
    process.stderr.write(`\r${what} ${percent} % ${done === of ? '\n' : ''}`);
  };
}

main().then(
  (exit) => (process.exitCode = exit),
  (error: Error) => {
    const isUsage = error instanceof BundleUsageError;
    process.stderr.write(`${error.message}\n${isUsage ? 'Run it with --help for its options.\n' : ''}`);
    process.exitCode = isUsage ? EXIT.usage : EXIT.cannotTell;
  },
);
