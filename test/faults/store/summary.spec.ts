import type { RunResult } from './run.js';
import { summaryOf } from './summary.js';

const result = (seed: number, problems: readonly string[] = []): RunResult => ({
  seed,
  problems,
  struck: { 'read: silent': seed },
  appends: { answered: 1, refused: 0, unknown: 0, failed: 0 },
  events: 2,
  followed: 3,
});

describe('the summary of a campaign', () => {
  it('adds up what happened', () =>
    expect(summaryOf([result(1), result(2)])).toEqual({
      runs: 2,
      events: 4,
      appends: { answered: 2, refused: 0, unknown: 0, failed: 0 },
      followed: 6,
      struck: { 'read: silent': 3 },
      problems: [],
    }));

  it('names the seed of each problem, and the command that repeats it', () =>
    expect(summaryOf([result(7), result(8, ['a read model differs'])]).problems).toEqual([
      'seed 8: a read model differs',
      'seed 8 again: npm run faults -- --runs 1 --seed 8',
    ]));
});
