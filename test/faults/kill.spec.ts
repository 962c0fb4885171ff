import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { campaign } from './campaign.js';

/** Milliseconds: ten starts of a server, on a machine that does other things as well. */
const LIMIT = 180_000;

describe('a server that is killed ten times in the middle of concurrent writes', () => {
  it(
    'holds what it answered exactly once, and the rest once or not at all; its read model and vault agree with its log',
    async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'onrecord-faults-'));
      try {
        const { problems, kills, answered, retried } = await campaign({ kills: 10, seed: 20260114, dataDir });
        expect(problems).toEqual([]);
        expect(Object.values(kills).reduce((sum, n) => sum + n, 0)).toBe(10);
        // Without these nothing was shown.
        expect(answered).toBeGreaterThan(20);
        expect(retried).toBeGreaterThan(3);
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
    },
    LIMIT,
  );
});
