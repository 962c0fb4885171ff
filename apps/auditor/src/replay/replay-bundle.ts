import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stateFile } from '#bundle';
import { openBundle } from '../source/bundle.source.js';
import type { Progress } from '../source/record.source.js';
import { AnswerError } from '../server/graphql.server.js';
import { compareStates, type StatesReport } from './replay-states.js';

/** Bytes of a state, which was verified a moment ago. */
const MOST_STATE = 2 ** 25;

/**
 * Makes a read model from the entries of a bundle, and compares what it tells at the bundle's moment with the states that
 * the bundle has. Nothing else vouches for these but a receipt.
 *
 * @throws UsageError, DoesNotHoldError, AnswerError
 */
export async function replayBundle(
  named: string,
  staleDays: number,
  onProgress: Progress,
): Promise<StatesReport & { readonly isWhole: boolean }> {
  const source = await openBundle(named, onProgress, { staleDays });
  try {
    const { folder, description } = source.bundle;
    const isWhole = description.scope.kind === 'LOG';
    const held = new Set<string>(description.records.map(({ id }) => id));
    const records = source.records.map(({ id }) => id).filter((id) => existsSync(join(folder.root, stateFile(id))));
    if (records.length === 0) throw new AnswerError(`${named} has no state that could be compared`);
    const report = await compareStates({
      of: named,
      made: source,
      records,
      index: description.size - 1,
      root: description.root,
      *told(chunk) {
        for (const id of chunk) yield [id, JSON.parse(folder.text(stateFile(id), MOST_STATE)) as unknown];
      },
      compared: isWhole ? { judged: true } : { judged: false, isHeld: (id) => held.has(id) },
      onProgress: (done, of) => onProgress('compared', done, of),
    });
    return { ...report, isWhole };
  } finally {
    await source.close();
  }
}
