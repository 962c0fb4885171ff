import { availableParallelism } from 'node:os';
import { campaignInProcesses } from '../test/faults/store/processes.js';
import { summaryOf } from '../test/faults/store/summary.js';

/** Runs between two words about how far it has come. */
const EVERY = 50;

/** Whether everything agreed, for each seed. */
export async function storeCampaign(runs: number, seed: number): Promise<boolean> {
  let done = 0;
  const results = await campaignInProcesses({
    seed,
    runs,
    processes: availableParallelism(),
    onRun({ seed: one, problems }) {
      done += 1;
      if (problems.length > 0) process.stderr.write(`seed ${one}: ${problems.length} problems\n`);
      if (done % EVERY === 0) process.stderr.write(`${done} of ${runs}\n`);
    },
  });
  const { problems, ...counts } = summaryOf(results);
  process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
  if (problems.length === 0)
    process.stdout.write(
      'Everything that was answered is there, exactly once, and nothing that was refused; followers saw all, once and in order; read models agree with the log.\n',
    );
  else process.stdout.write(problems.map((problem) => `- ${problem}\n`).join(''));
  return problems.length === 0;
}
