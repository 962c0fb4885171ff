import { type Command, Option } from 'commander';
import { type Exit, EXIT } from '../exit-codes.js';
import { progressBars } from '../progress.bars.js';
import { serverUrl } from '../server/graphql.server.js';
import { tokenOption } from '../server/token.option.js';
import { UsageError } from '../usage.error.js';
import { NotAsSealedError } from './fixed.tree.js';
import { exportBundle, type ExportReport } from './export-bundle.js';
import { exportText } from './export.text.js';
import { serveFolder, type ServedFolder } from './served.folder.js';

interface Options {
  readonly server?: string;
  readonly data?: string;
  readonly token?: string;
  readonly out?: string;
  readonly incident: readonly string[];
  readonly all: boolean;
  readonly at?: number;
  readonly personal: boolean;
  readonly recipient?: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** @param end takes the exit code */
export function addExport(program: Command, end: (code: Exit) => void): void {
  program
    .command('export')
    .summary('makes a bundle, to be taken away and verified without any server')
    .description(
      'A folder in BagIt form (RFC 8493) with entries, proofs, texts, states, schemas, checkpoint and keys: of chosen ' +
        'incidents with all that bears on them, or of the whole log, as of one published checkpoint. All of it is ' +
        'compared with what was sealed as it is written. The same input gives the same bytes.\n\n' +
        'That it was made is put on record, so that its recipient can be told of an erasure: this needs the token of an ' +
        'auditor (AUDITOR_TOKEN). Personal values are in it as far as that token may see them.',
    )
    .option('--server <url>', 'the server')
    .option(
      '--data <folder>',
      'the DATA_DIR of a server that does not run: one is started on it for as long as it takes',
    )
    .addOption(tokenOption('of an auditor'))
    .option('--out <folder>', 'where to put it: a folder that is not there yet')
    .option('--incident <id>', 'an incident, with all that bears on it; may be repeated', several, [])
    .option('--all', 'the whole log', false)
    .addOption(new Option('--at <size>', 'as of the checkpoint of this size; by default the newest').argParser(sizeOf))
    .option('--no-personal', 'without any value of a sealed field')
    .option('--recipient <line>', 'who it is made for, in one line: an organisation, not a person, for it is public')
    .option('--dry-run', 'tell what would be exported; write and record nothing', false)
    .option('--json', 'print the report as JSON', false)
    .action(async (options: Options) => end(await run(options)));
}

async function run(options: Options): Promise<Exit> {
  const { incident, all, out, dryRun, json, server, data, token } = options;
  if ((server === undefined) === (data === undefined))
    throw new UsageError('name a server (--server), or the folder of one that does not run (--data)');
  if (all === incident.length > 0) throw new UsageError('name incidents (--incident), or the whole log (--all)');
  if (!dryRun && out === undefined) throw new UsageError('--out: name the folder to put it in, or ask for a --dry-run');
  if (!dryRun && token === undefined)
    throw new UsageError('an export is put on record, by an auditor: give the token as AUDITOR_TOKEN');
  const bars = progressBars(!json);
  let served: ServedFolder | undefined;
  try {
    served = data === undefined ? undefined : await serveFolder(data);
    const report = await exportBundle(
      {
        url: served?.url ?? serverUrl(server!),
        incidents: all ? undefined : incident,
        out: dryRun ? undefined : out,
        personal: options.personal,
        ...(token !== undefined && { token }),
        ...(options.at !== undefined && { at: options.at }),
        ...(options.recipient !== undefined && { recipient: options.recipient }),
      },
      bars.tell,
    );
    print(report, json);
    return report.findings.length > 0 ? EXIT.doesNotHold : EXIT.holds;
  } catch (error) {
    if (!(error instanceof NotAsSealedError)) throw error;
    process.stderr.write(`Nothing was exported: ${error.message}.\n`);
    return EXIT.doesNotHold;
  } finally {
    bars.end();
    await served?.stop();
  }
}

const print = (report: ExportReport, json: boolean) =>
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : exportText(report));

function sizeOf(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`--at: "${text.slice(0, 40)}" is not the size of a checkpoint, a whole number from 1`);
}
