import { type Command, Option } from 'commander';
import { openStoreAt } from '../../../shared/src/log/log.adapter.js';
import { shownPlace } from '../../../shared/src/log/log.place.js';
import { EXIT, type Exit } from '../exit-codes.js';
import { UsageError } from '../usage.error.js';
import { placeOf } from './address.option.js';
import { NotAPrefixError } from './copy-events.js';
import { copyLog } from './copy-log.js';
import { progressOn, silent } from './progress.js';
import { reportText } from './report.text.js';

interface Options {
  readonly from: string;
  readonly fromPrefix: string;
  readonly to: string;
  readonly toPrefix: string;
  readonly redact: boolean;
  readonly json: boolean;
}

const prefix = (of: string) =>
  new Option(`--${of}-prefix <prefix>`, 'what stands before the names of streams there, on a server').default('');

/** @param end takes the exit code */
export function addCopyLog(program: Command, end: (code: Exit) => void): void {
  program
    .command('copy-log')
    .summary('copies a whole log to another store, and verifies the copy')
    .description(
      'Copies every event of a log as it is, to an empty store or to where an earlier copy stopped, and then compares ' +
        'both, to the byte. Nothing is overwritten. Stop what writes to the log first.\n\n' +
        'An address is sqlite:<file> or a kurrentdb:// connection string. One with a password is better given in ' +
        'COPY_FROM or COPY_TO: the arguments of a command can be seen by everybody on the machine.',
    )
    .addOption(new Option('--from <address>', 'the log that is read').env('COPY_FROM').makeOptionMandatory())
    .addOption(prefix('from'))
    .addOption(new Option('--to <address>', 'where it is copied to').env('COPY_TO').makeOptionMandatory())
    .addOption(prefix('to'))
    .option('--redact', 'leave out texts that are withheld, with their salts and digests', false)
    .option('--json', 'print the report as JSON', false)
    .action(async (options: Options) => end(await run(options)));
}

async function run({ from, fromPrefix, to, toPrefix, redact, json }: Options): Promise<Exit> {
  const [source, target] = [placeOf('from', from, fromPrefix), placeOf('to', to, toPrefix)];
  if (JSON.stringify(source) === JSON.stringify(target))
    throw new UsageError('--from and --to are the same place: name another one to copy to');
  const log = await openStoreAt(source, { readOnly: true });
  try {
    const copy = await openStoreAt(target);
    try {
      const progress = json ? silent : progressOn(process.stderr);
      const report = await copyLog(log, copy, { redact, progress });
      const shown = [shownPlace(source), shownPlace(target)] as const;
      process.stdout.write(
        json
          ? `${JSON.stringify({ from: shown[0], to: shown[1], ...report }, null, 2)}\n`
          : reportText(report, ...shown),
      );
      return report.holds ? EXIT.holds : EXIT.doesNotHold;
    } catch (error) {
      if (!(error instanceof NotAPrefixError)) throw error;
      process.stderr.write(`${error.message}\n`);
      return EXIT.doesNotHold;
    } finally {
      await copy.close();
    }
  } finally {
    await log.close();
  }
}
