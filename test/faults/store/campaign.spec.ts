import { FAULTS } from './fault.draw.js';
import { campaignInProcesses } from './processes.js';
import { summaryOf } from './summary.js';

const RUNS = 100;
/** Milliseconds: a minute, on a machine that does other things as well. */
const LIMIT = 600_000;

describe(`writers and followers of a log whose server misbehaves, ${RUNS} times`, () => {
  it(
    'agree at the end: what was answered is there once, what was refused is not, all see all once and in order',
    async () => {
      const results = await campaignInProcesses({ seed: 1, runs: RUNS, processes: 2 });
      const { problems, runs, struck, appends, followed } = summaryOf(results);
      expect(problems).toEqual([]);
      // Without these nothing was shown.
      expect(runs).toBe(RUNS);
      expect(FAULTS.filter((fault) => !struck[fault])).toEqual([]);
      expect(appends.answered).toBeGreaterThan(10 * RUNS);
      expect(appends.refused).toBeGreaterThan(RUNS);
      expect(followed).toBeGreaterThan(3 * RUNS);
    },
    LIMIT,
  );
});
