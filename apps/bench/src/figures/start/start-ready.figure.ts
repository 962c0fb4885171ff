import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BenchContext, Figure, Measured } from '../../figure.js';
import { median, spread } from '../../measure/statistics.js';
import { stopwatch } from '../../measure/stopwatch.js';
import { GraphQLConnection } from '../../processes/graphql-connection.js';

const MAIN = fileURLToPath(new URL('../../../../api/src/main.js', import.meta.url));
const TARGET = 2;
const ROUNDS = 5;

/** From the start of the process until it says that it is ready, beside the same on a log with hardly anything in it. */
export const startReady: Figure = { name: 'start.ready', measure };

async function measure({ data }: BenchContext): Promise<Measured> {
  const [full, empty] = [await data.served(), await data.scratch()];
  const [starts, limits]: [number[], number[]] = [[], []];
  // The first start of each prepares what every later one finds.
  await start(empty);
  await start(full);
  for (let round = 0; round < ROUNDS; round++) {
    limits.push(await start(empty));
    starts.push(await start(full));
  }
  const [value, limit] = [median(starts), median(limits)];
  return {
    rows: [
      {
        name: 'start.ready',
        value,
        unit: 's',
        limit,
        ratio: value / limit,
        target: `< ${TARGET} s`,
        met: value < TARGET,
      },
    ],
    notes: [`${spread(starts, 2)} s, and ${spread(limits, 2)} s with an empty log, over ${ROUNDS} interleaved starts`],
  };
}

/** Seconds. */
async function start(dataDir: string): Promise<number> {
  const elapsed = stopwatch();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  try {
    const url = await addressIn(child.stdout);
    while (!(await isReady(url))) await sleep(5);
    const seconds = elapsed();
    await new GraphQLConnection(url).query('{ __typename }');
    return seconds;
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of output.setEncoding('utf8')) {
    text += String(chunk);
    const url = /(http:\/\/127\.0\.0\.1:\d+)\/graphql/.exec(text)?.[1];
    if (url) return url;
  }
  throw new Error(`the server did not start: ${text}`);
}

const isReady = async (url: string): Promise<boolean> => (await fetch(`${url}/health/ready`)).status === 200;
