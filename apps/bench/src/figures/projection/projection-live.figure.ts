import { join } from 'node:path';
import { LOG_FILE, MODEL_FOLDER } from '../../data/files.js';
import type { BenchContext, Figure, Measured } from '../../figure.js';
import { Random } from '../../generate/random.js';
import { inFlight } from '../../measure/in-flight.js';
import { format, median, spread } from '../../measure/statistics.js';
import { openCommandBus } from '../commands-durable/command-bus.js';
import { commandMix } from '../commands-durable/command.mix.js';
import { knownRecords } from '../commands-durable/known.records.js';
import { headOf } from '../commands-durable/raw.inserts.js';
import { project, readLog } from './projection.jobs.js';

const TARGET = 0.08;
const ROUNDS = 3;

/**
 * What came while the projector was away, projected into the file that serves: indexes, feed and WAL as ever. Most of
 * it concerns records that had been projected long before.
 */
export const projectionLive: Figure = { name: 'projection.live', measure };

async function measure({ data, scale, seed, short, progress }: BenchContext): Promise<Measured> {
  const folder = await data.copyServed();
  const log = join(folder, LOG_FILE);
  const random = new Random(seed + 2);
  const [rates, limits]: [number[], number[]] = [[], []];
  const count = short ? 3_000 : 10_000;
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const after = String(headOf(log));
      const bus = await openCommandBus(folder);
      const known = await knownRecords(bus.store, scale.events);
      await inFlight(64, commandMix(random, known, count), bus.execute);
      await bus.close();
      const first = await readLog({ log, after });
      const upTo = scale.events - 1 + round * count;
      const { seconds } = await project({ log, folder: join(folder, MODEL_FOLDER), upTo });
      progress(`projected ${format(count)} events in ${format(seconds, 1)} s`);
      const second = await readLog({ log, after });
      rates.push(count / seconds);
      limits.push((2 * count) / (first.seconds + second.seconds));
    }
  } finally {
    await data.drop(folder);
  }
  const [value, limit] = [median(rates), median(limits)];
  return {
    rows: [
      {
        name: 'projection.live',
        value,
        unit: 'events/s',
        limit,
        ratio: value / limit,
        target: `≥ ${TARGET} of raw`,
        met: value / limit >= TARGET,
      },
    ],
    notes: [
      `${spread(rates)} events/s projected and ${spread(limits)} events/s read, over ${ROUNDS} rounds of ${format(count)} events`,
      'the events are those of commands.durable: seven of ten are facts about records projected before',
    ],
  };
}
