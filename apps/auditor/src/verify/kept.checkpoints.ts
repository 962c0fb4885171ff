import { readFileSync } from 'node:fs';
import { UsageError } from '../usage.error.js';
import { parseState } from '../watch/watch.state.js';

/** The notes of a file: one checkpoint, or all that `auditor watch` has seen. @throws UsageError */
export function keptCheckpoints(file: string): readonly string[] {
  try {
    const text = readFileSync(file, 'utf8');
    return text.startsWith('{') ? parseState(text).checkpoints.map(({ note }) => note) : [text];
  } catch (error) {
    throw new UsageError(`--checkpoint: ${file} cannot be read: ${(error as Error).message}`);
  }
}
