import { withDeadline } from '../../../libs/event-store/src/deadline.js';
import { run, type RunResult } from './run.js';

/** Some seeds: so many, from one on, with a step between two of them. */
export interface Slice {
  readonly seed: number;
  readonly runs: number;
  readonly step: number;
}

/** Runs at once: much of a run is waiting, for a deadline or until something is noticed; more would only slow each other. */
const AT_ONCE = 5;
/** Milliseconds; seconds are usual. */
const LIMIT = 180_000;

/** Runs seed after seed, several at once in this thread. */
export async function storeCampaign({
  seed,
  runs,
  step,
  onRun,
}: Slice & { readonly onRun: (result: RunResult) => void }): Promise<void> {
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < runs) onRun(await runSafely(seed + begun++ * step));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** A run that breaks off, or does not end, is a finding as well. */
const runSafely = (seed: number): Promise<RunResult> =>
  withDeadline('a run', { deadline: LIMIT }, () => run(seed)).catch((error: Error) => ({
    seed,
    problems: [`broke off: ${error.stack ?? String(error)}`],
    struck: {},
    appends: { answered: 0, refused: 0, unknown: 0, failed: 0 },
    events: 0,
    followed: 0,
  }));
