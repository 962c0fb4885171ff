import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { campaign } from '../test/faults/campaign.js';

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1 is needed');
  return value;
};

const { kills, seed } = new Command('faults')
  .description('Kills a server again and again in the middle of concurrent writes, and looks at what is left.')
  .option('--kills <number>', 'how often', whole, 50)
  .option('--seed <number>', 'of moments and commands; what falls between two steps is left to chance', whole, 1)
  .parse()
  .opts<{ kills: number; seed: number }>();

const dataDir = await mkdtemp(join(tmpdir(), 'onrecord-faults-'));
const result = await campaign({ kills, seed, dataDir, progress: (message) => process.stderr.write(`${message}\n`) });
const { problems, ...counts } = result;
process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
if (problems.length === 0) {
  process.stdout.write(
    'Everything that was answered is there, exactly once; read model and vault agree with the log.\n',
  );
  await rm(dataDir, { recursive: true, force: true });
} else {
  process.stdout.write(`${problems.map((problem) => `- ${problem}\n`).join('')}What is left lies in ${dataDir}.\n`);
  process.exitCode = 1;
}
