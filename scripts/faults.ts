import { Command, InvalidArgumentError, Option } from 'commander';
import { killCampaign } from './faults.kill.js';
import { storeCampaign } from './faults.store.js';

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1 is needed');
  return value;
};

const { campaign, kills, runs, seed } = new Command('faults')
  .description(
    'Lets things go wrong amid concurrent writes, and looks at what is left: kills a server on the embedded log again ' +
      'and again, or lets a double of the database misbehave while nodes write to it and follow it.',
  )
  .addOption(
    new Option('--campaign <name>', 'which; `store` where --runs is given, else `kill`').choices(['kill', 'store']),
  )
  .option('--kills <number>', 'kill: how often', whole, 50)
  .option('--runs <number>', 'store: how many seeds (default: 100)', whole)
  .option('--seed <number>', 'the first one; what falls between two steps is left to chance', whole, 1)
  .parse()
  .opts<{ campaign?: 'kill' | 'store'; kills: number; runs?: number; seed: number }>();

const chosen = campaign ?? (runs === undefined ? 'kill' : 'store');
const agreed = chosen === 'kill' ? await killCampaign(kills, seed) : await storeCampaign(runs ?? 100, seed);
process.exitCode = agreed ? 0 : 1;
