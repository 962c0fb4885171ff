import type { Given } from './step.js';

/** What is known of a step that has been recorded. */
export interface Recorded {
  readonly record: string;
  readonly entry: string;
}

/** With ids in place of references; what was undefined is gone. */
export type Resolved = string | number | boolean | Resolved[] | { [field: string]: Resolved };

const REFERENCE = /\{\{(record|entry):([^}]+)\}\}/g;

/**
 * Puts ids in the place of references.
 * @throws where a step is referred to that has not been recorded: the scenario's order is wrong
 */
export function resolve(value: Given, recorded: ReadonlyMap<string, Recorded>): Resolved {
  if (typeof value === 'string') return value.replace(REFERENCE, (_, what, label) => idOf(what, label, recorded));
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => resolve(item, recorded));
  const fields = Object.entries(value).filter((field): field is [string, Given] => field[1] !== undefined);
  return Object.fromEntries(fields.map(([name, inner]) => [name, resolve(inner, recorded)]));
}

const isList = (value: object): value is readonly Given[] => Array.isArray(value);

function idOf(what: string, label: string, recorded: ReadonlyMap<string, Recorded>): string {
  const known = recorded.get(label);
  if (!known) throw new Error(`"${label}" is referred to before it is recorded: put it earlier in the scenario`);
  return what === 'record' ? known.record : known.entry;
}
