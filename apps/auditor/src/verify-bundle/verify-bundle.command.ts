import { type Command, Option } from 'commander';
import { BundleUsageError, bundleText, type CheckedBundle, runVerifyBundle } from '#bundle';
import { countingBar } from '../counting-bar.js';
import { EXIT, type Exit } from '../exit-codes.js';
import { serverUrl } from '../server/graphql.server.js';
import { several } from '../verifier-key.option.js';
import { UsageError } from '../usage.error.js';
import { keptCheckpoints } from '../verify/kept.checkpoints.js';
import { askServer, serverText, type ServerReport } from './ask-server.js';

interface Options {
  readonly vkey: readonly string[];
  readonly checkpoint: readonly string[];
  readonly newer?: string;
  readonly server?: string;
  readonly json: boolean;
}

/** @param end takes the exit code */
export function addVerifyBundle(program: Command, end: (code: Exit) => void): void {
  program
    .command('verify-bundle <folder>')
    .summary('checks an exported bundle without any server or network')
    .description(
      'Checks that the folder is the bag that its manifests name, that every entry in it stands in the signed tree, that ' +
        'texts and personal values are the ones that were committed to, and that none was left out but those that the ' +
        'record says were withheld. The file verify.mjs in the bundle does the same on plain Node.js.',
    )
    .option('--vkey <key>', 'a key to believe, known from elsewhere; may be repeated', several, [])
    .option(
      '--checkpoint <file>',
      'a checkpoint that was kept before, or what `watch` remembers; may be repeated',
      several,
      [],
    )
    .option('--newer <folder>', 'a newer bundle: what has been erased since, and whether the log is the same')
    .addOption(
      new Option('--server <url>', 'the running record: what has been erased since, and whether it goes on from here'),
    )
    .option('--json', 'print the report as JSON', false)
    .action(async (folder: string, options: Options) => end(await checkFolder(folder, options)));
}

/** Prints what is found of a bundle. @throws UsageError */
export async function checkFolder(folder: string, { vkey, checkpoint, newer, server, json }: Options): Promise<Exit> {
  const url = server === undefined ? undefined : serverUrl(server);
  const checked = await check(folder, { vkey, checkpoint, newer, json });
  const asked = url === undefined ? undefined : await askServer(url, checked.bundle);
  const shown = { ...checked.report, ...(asked && { holds: checked.report.holds && asked.holds, server: asked }) };
  process.stdout.write(
    json ? `${JSON.stringify(shown, null, 2)}\n` : bundleText(checked.report) + (asked ? serverText(asked) : ''),
  );
  return exitOf(checked.exit, asked);
}

async function check(
  folder: string,
  { vkey, checkpoint, newer, json }: Omit<Options, 'server'>,
): Promise<CheckedBundle> {
  const bars = { bytes: countingBar(process.stderr, 'bytes'), entries: countingBar(process.stderr, 'entries') };
  try {
    return await runVerifyBundle({
      folder,
      vkeys: vkey,
      checkpoints: [],
      known: checkpoint.flatMap(keptCheckpoints),
      ...(newer === undefined ? {} : { newer }),
      ...(json
        ? {}
        : {
            onProgress: (what, done, of) => {
              if (what === 'entries') bars.bytes.end();
              bars[what].tell(done, of);
            },
          }),
    });
  } catch (error) {
    throw error instanceof BundleUsageError ? new UsageError(error.message) : error;
  } finally {
    bars.bytes.end();
    bars.entries.end();
  }
}

function exitOf(exit: Exit, asked: ServerReport | undefined): Exit {
  if (!asked || exit === EXIT.doesNotHold) return exit;
  if (asked.consistency === 'CONTRADICTED') return EXIT.doesNotHold;
  return asked.consistency === 'NOT_TOLD' ? EXIT.cannotTell : exit;
}
