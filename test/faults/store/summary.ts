import type { RunResult } from './run.js';

/** What a campaign comes to. */
export interface Summary {
  readonly runs: number;
  readonly events: number;
  readonly appends: RunResult['appends'];
  readonly followed: number;
  readonly struck: Readonly<Record<string, number>>;
  /** With the seed, and the command that repeats it. */
  readonly problems: readonly string[];
}

export function summaryOf(results: readonly RunResult[]): Summary {
  return {
    runs: results.length,
    events: results.reduce((sum, { events }) => sum + events, 0),
    appends: added(results.map(({ appends }) => appends)) as RunResult['appends'],
    followed: results.reduce((sum, { followed }) => sum + followed, 0),
    struck: added(results.map(({ struck }) => struck)),
    problems: results.filter(({ problems }) => problems.length > 0).flatMap(reportOn),
  };
}

const reportOn = ({ seed, problems }: RunResult): string[] => [
  ...problems.map((problem) => `seed ${seed}: ${problem}`),
  `seed ${seed} again: npm run faults -- --runs 1 --seed ${seed}`,
];

function added(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of counts) for (const [name, n] of Object.entries(one)) sums[name] = (sums[name] ?? 0) + n;
  return Object.fromEntries(Object.entries(sums).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
