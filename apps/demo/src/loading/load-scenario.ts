import { type Recorded, type Resolved, resolve } from '../scenario/resolve.js';
import type { Chapter, Step } from '../scenario/step.js';
import type { Recorder } from './recorder.js';

export interface Progress {
  readonly chapter: string;
  readonly step: string;
  /** Steps done, this one included. */
  readonly done: number;
  readonly of: number;
}

export interface Loaded {
  /** By the step's label. */
  readonly recorded: ReadonlyMap<string, Recorded>;
  /** Steps that were on record before. */
  readonly repeated: number;
}

/** A write stands even where reading it back took too long; asked again, the same command gives what is missing. */
const ATTEMPTS = 5;

/**
 * Records a scenario, step by step. Loading goes on where an earlier one was interrupted: what is on record is
 * recognised by its command id and not recorded twice.
 *
 * @throws with the step and the reason, where one is refused or cannot be read back
 */
export async function loadScenario(
  chapters: readonly Chapter[],
  recorder: Recorder,
  show: (progress: Progress) => void = () => {},
): Promise<Loaded> {
  const recorded = new Map<string, Recorded>();
  const of = chapters.reduce((sum, { steps }) => sum + steps.length, 0);
  let repeated = 0;
  for (const { title, steps } of chapters) {
    for (const step of steps) {
      const outcome = await recordStep(step, recorder, recorded).catch((error: unknown) => {
        throw new Error(`"${step.label}": ${(error as Error).message}`, { cause: error });
      });
      if (outcome.repeated) repeated += 1;
      recorded.set(step.label, outcome);
      show({ chapter: title, step: step.label, done: recorded.size, of });
    }
  }
  return { recorded, repeated };
}

async function recordStep(
  { mutation, input, commandId }: Step,
  recorder: Recorder,
  known: ReadonlyMap<string, Recorded>,
): Promise<Recorded & { readonly repeated: boolean }> {
  const given = resolve(input as Readonly<Record<string, Resolved>>, known) as Record<string, Resolved>;
  let repeated: boolean | undefined;
  for (let attempt = 1; ; attempt++) {
    const outcome = await recorder.record(mutation, { ...given, commandId });
    repeated ??= outcome.repeated;
    if (outcome.record) return { record: outcome.record.id, entry: outcome.entry, repeated };
    if (attempt === ATTEMPTS)
      throw new Error(`it was recorded as ${outcome.entry}, but cannot be read yet: load again later.`);
  }
}
