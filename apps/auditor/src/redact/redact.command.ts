import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { lockFile } from '#sqlite';
import { logPlaceOf } from '../../../shared/src/log/log.place.js';
import { addDataOptions, type DataOptions } from '../data.options.js';
import { EXIT, type Exit } from '../exit-codes.js';
import { UsageError } from '../usage.error.js';
import { redactFolder } from './redact-folder.js';
import { redactText } from './redact.text.js';

interface Options extends DataOptions {
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** @param end takes the exit code */
export function addRedact(program: Command, end: (code: Exit) => void): void {
  addDataOptions(program.command('redact'))
    .summary('removes withheld texts from the embedded log, for good')
    .description(
      'Removes every text that an entry of the log withholds (withholdText), with its salt and the digest of its ' +
        'command, from the file of an embedded log, writes the file anew, and throws the read model away, which the ' +
        'next start fills. Commitments, and with them every proof, stay. Stop the server first. It can be repeated, ' +
        'and goes on where an earlier run was cut off. Needs room on the disk for the log twice more.',
    )
    .option('--dry-run', 'tell what would be removed, and remove nothing; the server may run', false)
    .option('--json', 'print the report as JSON', false)
    .action(async (options: Options) => end(await run(options)));
}

async function run({ data, log: address, prefix, dryRun, json }: Options): Promise<Exit> {
  const folder = resolve(data);
  const place = logPlaceOf(address, prefix, folder);
  if (place.kind === 'SERVER')
    throw new UsageError(
      'A log on a server lets nothing be removed: copy it with `auditor copy-log --redact`, and destroy the old one.',
    );
  if (!existsSync(place.file)) throw new UsageError(`there is no log at ${place.file}: name the server's DATA_DIR`);
  const lock = dryRun ? undefined : lockOf(folder);
  try {
    // Where SQLite puts the copy that it makes while it writes the file anew: a /tmp may be in memory, and too small.
    process.env['SQLITE_TMPDIR'] ??= dirname(place.file);
    const report = await redactFolder({ log: place.file, folder, dryRun });
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : redactText(report));
    return report.holds ? EXIT.holds : EXIT.doesNotHold;
  } finally {
    lock?.release();
  }
}

/** A server remembers what it has read, and would serve it; nor can its read model be thrown away while it is open. */
function lockOf(folder: string) {
  const lock = lockFile(join(folder, 'server.lock'));
  if (lock) return lock;
  throw new Error(`A server has ${folder} open: stop it, and run this again. Nothing was changed.`);
}
