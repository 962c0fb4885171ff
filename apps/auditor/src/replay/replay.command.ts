import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type LogIndex, resolveInstant } from '#domain';
import { replayModel, type ReplayedModel, type RowDifference, servingFile } from '#read-model';
import { openStoreAt } from '../../../shared/src/log/log.adapter.js';
import { logPlaceOf } from '../../../shared/src/log/log.place.js';
import { UsageError } from '../usage.error.js';
import { addDataOptions, type DataOptions } from '../data.options.js';
import { EXIT, type Exit } from '../exit-codes.js';
import { countingBar } from '../counting-bar.js';
import { momentOf as askedMoment } from '../past/moment.option.js';
import { progressBars } from '../progress.bars.js';
import { serverUrl } from '../server/graphql.server.js';
import type { Progress } from '../source/record.source.js';
import { temporaryFolder } from '../temporary.folder.js';
import { requireOneSource } from '../source/source.options.js';
import { type StatesReport, statesText } from './replay-states.js';

/** Differences that are printed; all are counted. */
const SHOWN = 100;

interface Options extends DataOptions {
  readonly server?: string;
  readonly bundle?: string;
  readonly until?: string;
  readonly zone: string;
  readonly staleDays: number;
  readonly json: boolean;
}

const days = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number of days is needed');
  return value;
};

/** @param end takes the exit code */
export function addReplay(program: Command, end: (code: Exit) => void): void {
  addDataOptions(program.command('replay'))
    .summary('rebuilds the read model from the log, and compares it with the one that serves')
    .description(
      'Makes a read model anew, in a temporary folder, and compares it with what is told.\n\n' +
        'Of a data folder: from the log, up to the index that the serving read model has reached, and the two row by row. ' +
        'The server may run meanwhile. Needs the disk of two read models.\n\n' +
        'Of a server: from the entries and texts that it publishes under /log, and the state of every record as both tell ' +
        'it to the public.\n\n' +
        'Of an exported bundle, which is verified first: from its entries, and with the states that are in it.',
    )
    .option('--server <url>', 'a server, instead of a folder')
    .option('--bundle <folder>', 'an exported bundle, instead of a folder')
    .option('--until <moment>', 'compare up to an index, a date-time or the end of a date only')
    .option('--zone <zone>', 'in which a date ends', 'UTC')
    .addOption(
      new Option('--stale-days <days>', 'as the server has it').env('ONRECORD_STALE_DAYS').default(90).argParser(days),
    )
    .option('--json', 'print the report as JSON', false)
    .action(async (options: Options, command: Command) => {
      requireOneSource(command);
      const { server, bundle } = options;
      if (server === undefined && bundle === undefined) return end(await run(options));
      return end(await (bundle === undefined ? runOnServer(server!, options) : runOnBundle(bundle, options)));
    });
}

async function runOnServer(address: string, { until, zone, staleDays, json }: Options): Promise<Exit> {
  const url = serverUrl(address);
  const moment = until === undefined ? undefined : askedMoment('until', until);
  if (moment && 'publicBy' in moment)
    throw new UsageError('--until: a replay follows the log, so name an index, or when it was recorded');
  const { replayServer } = await import('./replay-server.js');
  const report = await withBars(json, (tell) => replayServer({ url, until: moment, zone, staleDays }, tell));
  return printStates(report, json, EXIT.doesNotHold);
}

async function runOnBundle(folder: string, { until, staleDays, json }: Options): Promise<Exit> {
  if (until !== undefined)
    throw new UsageError('--until: a bundle has the states of its own moment alone; as-of --bundle tells earlier ones');
  const { replayBundle } = await import('./replay-bundle.js');
  const { isWhole, ...report } = await withBars(json, (tell) => replayBundle(folder, staleDays, tell));
  if (report.holds || isWhole) return printStates(report, json, EXIT.doesNotHold);
  process.stderr.write(
    'Whether the states are wrong cannot be told from a case alone: other records may bear on them. Ask for a bundle of the whole log.\n',
  );
  return printStates(report, json, EXIT.cannotTell);
}

async function withBars<T>(isQuiet: boolean, work: (tell: Progress) => Promise<T>): Promise<T> {
  const bars = progressBars(!isQuiet);
  try {
    return await work(bars.tell);
  } finally {
    bars.end();
  }
}

function printStates(report: StatesReport, json: boolean, otherwise: Exit): Exit {
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : statesText(report));
  return report.holds ? EXIT.holds : otherwise;
}

async function run({ data, log: address, prefix, until, zone, staleDays, json }: Options): Promise<Exit> {
  const folder = resolve(data);
  const serving = servingFile(join(folder, 'read-model'));
  if (serving === undefined)
    throw new UsageError(
      `${folder} holds no read model: name the server's DATA_DIR; after \`redact\` it has one once its server was started`,
    );
  const moment = until === undefined ? undefined : momentOf(until, zone);
  const log = await openStoreAt(logPlaceOf(address, prefix, folder), { readOnly: true });
  const work = temporaryFolder('replay');
  const bar = json ? undefined : countingBar(process.stderr, 'replayed');
  try {
    return await replayModel(
      {
        log,
        serving,
        copy: join(work.path, 'serving.db'),
        fresh: join(work.path, 'fresh.db'),
        staleAfterDays: staleDays,
        ...(moment ? { until: moment } : {}),
        ...(bar ? { onProgress: bar.tell } : {}),
      },
      ({ differences, ...compared }) => {
        bar?.end();
        const shown: RowDifference[] = [];
        let count = 0;
        for (const difference of differences) {
          count += 1;
          if (shown.length < SHOWN) shown.push(difference);
        }
        const missing = compared.index + 1 - compared.replayed;
        const holds = count === 0 && missing === 0;
        const report = { serving, ...compared, missing, holds, differences: count, shown };
        process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
        return holds ? EXIT.holds : EXIT.doesNotHold;
      },
    );
  } finally {
    bar?.end();
    work.remove();
    await log.close();
  }
}

function momentOf(text: string, zone: string): (model: ReplayedModel) => LogIndex {
  if (/^\d+$/.test(text))
    return ({ last }) => {
      if (Number(text) > last) throw new UsageError(`--until ${text}: the read model has reached index ${last}`);
      return Number(text) as LogIndex;
    };
  const instant = resolveInstant(text, zone);
  if (typeof instant !== 'number') throw new UsageError(`--until: ${instant.message}`);
  return ({ resolve: at }) => {
    const index = at(instant);
    if (index < 0) throw new Error(`--until ${text}: nothing was on record by then, so there is nothing to compare`);
    return index;
  };
}

interface Report {
  readonly index: number;
  readonly until: number;
  readonly missing: number;
  readonly differences: number;
  readonly shown: readonly RowDifference[];
  readonly serving: string;
}

function textOf({ serving, until, missing, differences, shown }: Report): string {
  const lines = shown.map(
    ({ table, key, expected, found }) =>
      `${table} ${key.replaceAll(/\b0+(?=\d)/g, '')}\n  by the log:   ${brief(expected)}\n  as it serves: ${brief(found)}\n`,
  );
  if (missing > 0)
    lines.unshift(`MISSING: the read model has followed ${missing} entries that the log does not hold any more.\n`);
  if (differences > shown.length) lines.push(`… and ${differences - shown.length} more.\n`);
  const verdict =
    differences === 0
      ? `${serving} is what the log makes of it, up to index ${until}.`
      : `${serving} differs from what the log makes of it in ${differences} rows, up to index ${until}. A server that gets SIGHUP fills it anew.`;
  return `${lines.join('')}${verdict}\n`;
}

const brief = (value: string | undefined): string =>
  value === undefined ? '(no such row)' : value.length > 300 ? `${value.slice(0, 300)} …` : value;
