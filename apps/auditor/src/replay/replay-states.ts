import type { StreamName } from '#domain';
import { AnswerError, type AnsweringRecord } from '../server/graphql.server.js';
import { type Compared, stateDifferences } from './state.differences.js';
import { toldStates } from './told.states.js';

/** Differences that are kept; all are counted. */
const KEPT = 100;

/** The state of a record as somebody tells it; undefined where they tell none. */
export type ToldState = readonly [StreamName, unknown];

export interface StatesReport {
  /** What was compared, for people. */
  readonly of: string;
  /** The last entry that counts. */
  readonly index: number;
  readonly root: string | null;
  readonly records: number;
  /** Records whose states differ. */
  readonly differing: number;
  readonly differences: number;
  readonly shown: readonly { record: string; path: string; expected?: unknown; found?: unknown }[];
  /** Records that are named and not held, and so could not be looked up. */
  readonly leftOut: readonly string[];
  readonly holds: boolean;
}

export interface StatesToCompare {
  readonly of: string;
  /** Made anew from the entries. */
  readonly made: AnsweringRecord;
  readonly records: readonly StreamName[];
  readonly index: number;
  readonly root: string | null;
  /** In the order of the records. */
  told(records: readonly StreamName[]): AsyncIterable<ToldState> | Iterable<ToldState>;
  readonly compared: Pick<Compared, 'judged' | 'isHeld'>;
  onProgress(done: number, of: number): void;
}

/** Records that are asked for at once on either side. */
const CHUNK = 64;

/** Compares each record's state with what its entries make of it. @throws AnswerError */
export async function compareStates(asked: StatesToCompare): Promise<StatesReport> {
  const { of, made, records, index, root, told, compared, onProgress } = asked;
  const shown: { record: string; path: string; expected?: unknown; found?: unknown }[] = [];
  const leftOut = new Set<string>();
  let differences = 0;
  let differing = 0;
  for (let from = 0; from < records.length; from += CHUNK) {
    const chunk = records.slice(from, from + CHUNK);
    const expected = new Map<StreamName, unknown>();
    for await (const [id, state] of toldStates(made, index, chunk)) expected.set(id, state);
    for await (const [record, state] of told(chunk)) {
      if (!expected.has(record)) throw new AnswerError(`${of} tells of ${record}, which was not asked for`);
      const before = differences;
      const how = { ...compared, onLeftOut: (id: string) => void leftOut.add(id) };
      for (const difference of stateDifferences(expected.get(record), state, how)) {
        differences += 1;
        if (shown.length < KEPT) shown.push({ record, ...difference });
      }
      if (differences > before) differing += 1;
    }
    onProgress(Math.min(from + CHUNK, records.length), records.length);
  }
  const counts = { records: records.length, differing, differences };
  return { of, index, root, ...counts, shown, leftOut: [...leftOut].sort(), holds: differences === 0 };
}

/** The report for people. */
export function statesText({
  of,
  index,
  records,
  differing,
  differences,
  shown,
  leftOut,
  holds,
}: StatesReport): string {
  const lines = shown.map(
    ({ record, path, expected, found }) =>
      `${record} ${path || '(all of it)'}\n  by its entries: ${brief(expected)}\n  as it is told:  ${brief(found)}`,
  );
  if (differences > shown.length) lines.push(`… and ${differences - shown.length} more.`);
  if (leftOut.length > 0) lines.push(`Named there, and not held, so not compared: ${leftOut.join(', ')}.`);
  lines.push(
    holds
      ? `${of}: the states of ${records} records are what their entries make of them, up to index ${index}.`
      : `${of}: the states of ${differing} records of ${records} differ from what their entries make of them, in ${differences} places, up to index ${index}.`,
  );
  return `${lines.join('\n')}\n`;
}

const brief = (value: unknown): string => {
  const text = JSON.stringify(value) ?? '(nothing)';
  return text.length > 300 ? `${text.slice(0, 300)} …` : text;
};
