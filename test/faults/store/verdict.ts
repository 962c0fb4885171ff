import { differingTables } from '../tables.js';
import { verdictOnAppends } from './verdict.appends.js';
import { verdictOnReads } from './verdict.reads.js';
import type { ModelState, Witnessed } from './witnessed.js';

/** Every disagreement of a run between what was said, what is there and what was seen, in words. */
export const verdict = (witnessed: Witnessed): string[] => [
  ...verdictOnAppends(witnessed),
  ...verdictOnReads(witnessed),
  ...witnessed.models.flatMap(verdictOnModel),
];

const verdictOnModel = ({ name, lived, rebuilt, problems }: ModelState): string[] => [
  ...problems.map((problem) => `${name}: ${problem}`),
  ...differingTables(lived, rebuilt).map((table) => `${name}: table ${table} differs from that of a rebuild`),
];
