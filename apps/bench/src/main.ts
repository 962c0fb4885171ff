import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { PreparedData } from './data/prepared.data.js';
import type { BenchContext, Measured, Row } from './figure.js';
import { FIGURES, SERVER_FIGURES } from './figures.js';
import { LogServer } from './server/log.server.js';
import { stopwatch } from './measure/stopwatch.js';
import { printTable } from './report/print-table.js';
import { rounded } from './report/round.js';

interface Options {
  readonly short: boolean;
  readonly only: readonly string[];
  readonly out?: string;
  readonly seed: number;
  readonly keep?: string;
  readonly strict: boolean;
  readonly store: 'sqlite' | 'kurrentdb';
}

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('a whole number is needed');
  return value;
};
const named = (name: string, names: readonly string[]): readonly string[] => {
  const known = [...FIGURES, ...SERVER_FIGURES].map((figure) => figure.name);
  if (!known.includes(name)) throw new InvalidArgumentError(`one of ${known.join(', ')} is needed`);
  return [...names, name];
};

const options = new Command('bench')
  .description('Measures each figure beside a raw limit, in one run. See docs/benchmarks.md.')
  .option('--short', 'a tenth: 10,000 incidents, 100,000 events', false)
  .option('--only <name>', 'one figure; may be repeated', named, [])
  .option('--out <file>', 'write the rows as JSON')
  .addOption(
    new Option(
      '--store <kind>',
      'with kurrentdb: a log on a server, that of KURRENTDB_URL or a double, beside the embedded one',
    )
      .choices(['sqlite', 'kurrentdb'])
      .default('sqlite'),
  )
  .option('--seed <number>', 'of everything that is generated', whole, 1)
  .option('--keep <folder>', 'keep the generated log there, and use it again')
  .option('--strict', 'fail where a target is missed', false)
  .parse()
  .opts<Options>();

const elapsed = stopwatch();
const progress = (message: string) => process.stderr.write(`${elapsed().toFixed(0).padStart(5)} s  ${message}\n`);
/** A double holds its log in memory, and a log is copied to a server event by event: a tenth will do. */
const tenths = options.store === 'kurrentdb' ? 1 : 10;
const scale = options.short
  ? { incidents: tenths * 1_000, events: tenths * 10_000 }
  : { incidents: tenths * 10_000, events: tenths * 100_000 };
const data = await PreparedData.open({ seed: options.seed, ...scale }, progress, options.keep);
const rows: Row[] = [];
const notes: string[] = [];
const context: BenchContext = { seed: options.seed, scale, short: options.short, data, progress };
const server = options.store === 'kurrentdb' ? await LogServer.start(data, progress) : undefined;
const figures: readonly { readonly name: string; readonly run: () => Promise<Measured> }[] = server
  ? SERVER_FIGURES.map(({ name, measure }) => ({ name, run: () => measure({ ...context, server }) }))
  : FIGURES.map(({ name, measure }) => ({ name, run: () => measure(context) }));
try {
  for (const { name, run } of figures) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    progress(name);
    const measured = await run();
    for (const row of measured.rows.map(rounded)) {
      rows.push(row);
      progress(`${row.name} ${row.value} ${row.unit}${row.ratio === null ? '' : `, ${row.ratio} of ${row.limit}`}`);
    }
    notes.push(...measured.notes.map((note) => `${name}: ${note}`));
  }
} finally {
  await server?.stop();
  await data.close();
}
process.stdout.write(`\n${printTable(rows)}\n\n${notes.map((note) => `- ${note}\n`).join('')}`);
if (options.out) await writeFile(options.out, `${JSON.stringify(rows, null, 2)}\n`);
const missed = rows.filter(({ met }) => !met);
if (missed.length > 0) process.stdout.write(`\nMissed: ${missed.map(({ name }) => name).join(', ')}.\n`);
process.exitCode = options.strict && missed.length > 0 ? 1 : 0;
