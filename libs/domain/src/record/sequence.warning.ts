import type { Warning } from '../shared/decision.js';
import type { RecordState } from './record.fold.js';

type Gaps = Pick<RecordState<unknown>, 'gaps'>;

/** Warns of every gap that the new order of entries opens, be it at the new entry or at a later one. */
export function sequence(current: Gaps, anew: Gaps): Warning | undefined {
  const known = new Set(current.gaps.map((gap) => gap.entry));
  const opened = anew.gaps.filter((gap) => !known.has(gap.entry));
  if (opened.length === 0) return undefined;
  return {
    code: 'SEQUENCE',
    message: `The sequence does not fit: ${opened.map((gap) => gap.why).join('; ')}. Acknowledge SEQUENCE to record it with a gap.`,
    path: '/occurred',
    details: { entries: opened.map((gap) => gap.entry) },
  };
}
