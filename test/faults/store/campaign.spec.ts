import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamName } from '#domain';
import { startDouble } from '../../kurrentdb-double/index.js';
import { Batches } from './batches.js';
import { happeningAt } from './happening.js';
import { quickStore } from './quick.js';
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

  it('know an outcome that nobody can know, which happens in a run by chance only, and clear it up afterwards', async () => {
    const double = await startDouble();
    const node = quickStore(double.connectionString);
    try {
      // More often than an append is tried.
      await double.misbehave({ call: 'append', when: 'after commit', how: { kind: 'freeze' }, times: 100 });
      const batches = new Batches();
      const stream: StreamName = `incident-${randomUUID()}`;
      const batch = batches.open('lost', stream, 'no-stream', [happeningAt(stream, 0, 1, [], randomUUID())]);
      expect(await batches.send(batch, node)).toMatchObject({ kind: 'unknown' });
      await double.behave();
      // A store that was away refuses at once until its pause is over, and a refused attempt is repeated like a lost one.
      let outcome = await batches.send(batch, node);
      while (outcome.kind === 'unknown') {
        await sleep(100);
        outcome = await batches.send(batch, node);
      }
      expect(outcome).toMatchObject({ kind: 'answered', ids: batch.ids });
      expect((await double.records()).filter((record) => record.stream === stream)).toHaveLength(1);
    } finally {
      await node.close();
      await double.stop();
    }
  }, 60_000);
});
