import { join } from 'node:path';
import { LOG_FILE } from '../../data/files.js';
import type { BenchContext, Figure, Measured } from '../../figure.js';
import { format, median, spread } from '../../measure/statistics.js';
import { project, readLog } from './projection.jobs.js';

const TARGET = 0.15;
const RESIDENT_TARGET = 512;

/** The whole read model filled anew, beside reading and parsing the log that it is filled from. */
export const projectionRebuild: Figure = { name: 'projection.rebuild', measure };

async function measure({ data, scale, short, progress }: BenchContext): Promise<Measured> {
  const log = join(await data.log(), LOG_FILE);
  const [rates, limits, resident]: [number[], number[], number[]] = [[], [], []];
  const read = async () => {
    const { events, seconds } = await readLog({ log });
    limits.push(events / seconds);
  };
  await read();
  for (let round = 0; round < (short ? 3 : 1); round++) {
    const folder = await data.scratch();
    const { seconds, residentMib } = await project({ log, folder, upTo: scale.events - 1 });
    progress(`rebuilt in ${format(seconds, 1)} s`);
    rates.push(scale.events / seconds);
    resident.push(residentMib);
    await data.offerModel(folder);
    await read();
  }
  const [value, limit, most] = [median(rates), median(limits), Math.max(...resident)];
  return {
    rows: [
      {
        name: 'projection.rebuild',
        value,
        unit: 'events/s',
        limit,
        ratio: value / limit,
        target: `≥ ${TARGET} of raw`,
        met: value / limit >= TARGET,
      },
      {
        name: 'projection.rebuild/resident',
        value: most,
        unit: 'MiB',
        limit: null,
        ratio: null,
        target: `< ${RESIDENT_TARGET} MiB`,
        met: most < RESIDENT_TARGET,
      },
    ],
    notes: [
      `${spread(rates)} events/s rebuilt and ${spread(limits)} events/s read, in turn, each in a process of its own`,
      'indexes, the move to disk and the start of the thread are in it',
    ],
  };
}
