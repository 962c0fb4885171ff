import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { campaign } from '../test/faults/campaign.js';

/** Whether everything agreed. */
export async function killCampaign(kills: number, seed: number): Promise<boolean> {
  const dataDir = await mkdtemp(join(tmpdir(), 'onrecord-faults-'));
  const result = await campaign({ kills, seed, dataDir, progress: (message) => process.stderr.write(`${message}\n`) });
  const { problems, ...counts } = result;
  process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
  if (problems.length > 0) {
    process.stdout.write(`${problems.map((problem) => `- ${problem}\n`).join('')}What is left lies in ${dataDir}.\n`);
    return false;
  }
  process.stdout.write(
    'Everything that was answered is there, exactly once; read model and vault agree with the log.\n',
  );
  await rm(dataDir, { recursive: true, force: true });
  return true;
}
