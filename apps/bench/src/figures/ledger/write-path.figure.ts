import { once } from 'node:events';
import { join } from 'node:path';
import { SealerThread, type ThreadStatus } from '#ledger';
import { LOG_FILE } from '../../data/files.js';
import type { BenchContext, Figure, Measured } from '../../figure.js';
import { Random } from '../../generate/random.js';
import { inFlight } from '../../measure/in-flight.js';
import { format, median, spread } from '../../measure/statistics.js';
import { stopwatch } from '../../measure/stopwatch.js';
import { openCommandBus } from '../commands-durable/command-bus.js';
import { commandMix } from '../commands-durable/command.mix.js';
import { knownRecords } from '../commands-durable/known.records.js';
import { headOf } from '../commands-durable/raw.inserts.js';

const IN_FLIGHT = 64;
/** Pairs of rounds, with and without; the first one warms up and is not counted. */
const PAIRS = 7;
/** Two such rates of one and the same work differ by more than this, where nothing else runs. */
const TARGET = 0.95;
const MOST = 1.05;

/** Durable commands while a thread seals what they record, beside the same without it, in turn. */
export const writePath: Figure = { name: 'ledger.write-path', measure };

interface Round {
  /** Commands per second. */
  readonly rate: number;
  /** Microseconds of the writing thread's processor time for a command. */
  readonly processor: number;
}

async function measure({ seed, scale, data, short, progress }: BenchContext): Promise<Measured> {
  const folder = await data.copy();
  const bus = await openCommandBus(folder);
  const random = new Random(seed + 2);
  const rounds: Record<'sealed' | 'bare', Round[]> = { sealed: [], bare: [] };
  try {
    const known = await knownRecords(bus.store, scale.events);
    const run = async (): Promise<Round> => {
      const requests = commandMix(random, known, short ? 2_000 : 6_000);
      const [elapsed, before] = [stopwatch(), process.threadCpuUsage()];
      await inFlight(IN_FLIGHT, requests, bus.execute);
      const seconds = elapsed();
      const { user, system } = process.threadCpuUsage(before);
      return { rate: requests.length / seconds, processor: (user + system) / requests.length };
    };
    for (let pair = 0; pair < PAIRS; pair++) {
      // Each begins every other pair, so that neither always comes after the other.
      for (const kind of pair % 2 === 0 ? (['bare', 'sealed'] as const) : (['sealed', 'bare'] as const)) {
        const round = kind === 'bare' ? await run() : await whileSealing(folder, run);
        if (pair > 0) rounds[kind].push(round);
      }
      progress(`pair ${pair + 1} of ${PAIRS}`);
    }
  } finally {
    await bus.close();
    await data.drop(folder);
  }
  const all = (kind: keyof typeof rounds, of: keyof Round) => rounds[kind].map((round) => round[of]);
  const beside = (of: keyof Round) => {
    const [value, limit] = [median(all('sealed', of)), median(all('bare', of))];
    return { value, limit, ratio: value / limit };
  };
  const [rate, processor] = [beside('rate'), beside('processor')];
  return {
    rows: [
      {
        name: 'ledger/write-path',
        ...rate,
        unit: 'commands/s',
        target: `≥ ${TARGET} of without`,
        met: rate.ratio >= TARGET,
      },
      {
        name: 'ledger/write-path/processor',
        ...processor,
        unit: 'µs/command',
        target: `≤ ${MOST} of without`,
        met: processor.ratio <= MOST,
      },
    ],
    notes: [
      'what other processes leave of the machine shows in the rate; the processor time is that of the thread that decides',
      `${spread(all('sealed', 'rate'))} commands/s while they are sealed, ${spread(all('bare', 'rate'))} without, over ${format(PAIRS - 1)} interleaved pairs`,
      `the thread that decides takes ${spread(all('sealed', 'processor'))} µs of processor time for a command with, ${spread(all('bare', 'processor'))} without`,
    ],
  };
}

/** Runs the work beside a sealer that has caught up before; what the work left is sealed when this resolves. */
async function whileSealing<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const log = join(folder, LOG_FILE);
  const adapter = (name: string, options: unknown) => {
    const url = new URL(`../../../../shared/src/${name}.adapter.js`, import.meta.url).href;
    return { url, options };
  };
  const statuses = new EventTarget();
  const thread = new SealerThread(
    {
      folder: join(folder, 'ledger'),
      origin: 'bench.example/log',
      seeds: [Buffer.alloc(32, 1)],
      witnesses: [],
      quorum: 0,
      within: 5_000,
      log: adapter('log/log', { kind: 'FILE', file: log }),
      head: adapter('ledger/head', { kind: 'FILE', file: join(folder, 'ledger', 'head.db') }),
    },
    () => statuses.dispatchEvent(new Event('status')),
  );
  const sealed = async () => {
    const size = headOf(log);
    for (let status: ThreadStatus; (status = thread.status()).size < size;) {
      if ('problem' in status) throw new Error(`sealing does not go on: ${status.problem}`);
      await once(statuses, 'status');
    }
  };
  thread.start();
  try {
    await sealed();
    const result = await work();
    await sealed();
    return result;
  } finally {
    await thread.stop();
  }
}
