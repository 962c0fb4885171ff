import { join } from 'node:path';
import { LOG_FILE } from '../../data/files.js';
import type { BenchContext, Figure, Measured } from '../../figure.js';
import { Random } from '../../generate/random.js';
import { inFlight } from '../../measure/in-flight.js';
import { format, median, spread } from '../../measure/statistics.js';
import { stopwatch } from '../../measure/stopwatch.js';
import { openCommandBus } from './command-bus.js';
import { commandMix } from './command.mix.js';
import { knownRecords } from './known.records.js';
import { headOf, RawInserts, rowsAfter } from './raw.inserts.js';

const IN_FLIGHT = 64;
/** The first round warms both sides up and is not counted. */
const ROUNDS = 6;
const TARGET = 0.25;
const COMMITS_TARGET = 1 / 16;

/** Durable commands through the CommandBus, 64 in flight, beside raw inserts of the rows that they left in the log. */
export const commandsDurable: Figure = { name: 'commands.durable', measure };

async function measure({ seed, scale, data, short }: BenchContext): Promise<Measured> {
  const folder = await data.copy();
  const bus = await openCommandBus(folder);
  const scratch = await data.scratch();
  const raw = new RawInserts(join(scratch, 'raw.db'), join(await data.log(), LOG_FILE));
  const rawEmpty = new RawInserts(join(scratch, 'empty.db'), undefined);
  const random = new Random(seed + 1);
  const commands: number[] = [];
  const inserts: number[] = [];
  const insertsWhereEmpty: number[] = [];
  const commits: number[] = [];
  try {
    const known = await knownRecords(bus.store, scale.events);
    for (let round = 0; round < ROUNDS; round++) {
      const requests = commandMix(random, known, short ? 2_000 : 6_000);
      const log = join(folder, LOG_FILE);
      const [head, before, elapsed] = [headOf(log), bus.store.counters.commits, stopwatch()];
      await inFlight(IN_FLIGHT, requests, bus.execute);
      const perSecond = requests.length / elapsed();
      const rows = rowsAfter(log, head);
      if (rows.length !== requests.length) throw new Error(`${requests.length} commands left ${rows.length} rows`);
      const [rowsPerSecond, perSecondWhereEmpty] = [raw.run(rows), rawEmpty.run(rows)];
      if (round === 0) continue;
      commands.push(perSecond);
      inserts.push(rowsPerSecond);
      insertsWhereEmpty.push(perSecondWhereEmpty);
      commits.push((bus.store.counters.commits - before) / requests.length);
    }
  } finally {
    raw.close();
    rawEmpty.close();
    await bus.close();
    await data.drop(folder);
  }
  const [value, limit, perCommand] = [median(commands), median(inserts), median(commits)];
  return {
    rows: [
      {
        name: 'commands.durable',
        value,
        unit: 'commands/s',
        limit,
        ratio: value / limit,
        target: `≥ ${TARGET} of raw`,
        met: value / limit >= TARGET,
      },
      {
        name: 'commands.durable/commits',
        value: perCommand,
        unit: 'commits/command',
        limit: 1 / IN_FLIGHT,
        ratio: perCommand * IN_FLIGHT,
        target: '≤ 1 per 16 commands',
        met: perCommand <= COMMITS_TARGET,
      },
    ],
    notes: [
      `${spread(commands)} commands/s and ${spread(inserts)} raw rows/s over ${commands.length} interleaved rounds, on a copy of the generated log`,
      `the raw table is as large as the log; in one that begins empty ${spread(insertsWhereEmpty)} rows/s, a ratio of ${format(value / median(insertsWhereEmpty), 2)}`,
      'of ten commands seven add a fact, two begin a record, one seals two fields; none waits for a read model',
    ],
  };
}
