import type { RecordState } from '../record/record.fold.js';
import type { Attribution } from '../shared/envelope.js';
import type { Entry } from '../shared/entry.js';
import type { EventId, StreamName } from '../shared/ids.js';
import { boundsOf } from '../time/index.js';
import { incidentsOf, standing, standingRecords, type AccountabilityInput } from './accountability.input.js';
import { CONTEST_RULES, type ContestRule } from './contested.rules.js';

/** Facts that exclude each other and stand side by side: the record does not settle them, it shows them. */
export interface Contest {
  readonly record: StreamName;
  readonly type: string;
  /** The field in which they differ. */
  readonly aspect: string;
  readonly versions: readonly {
    readonly value: string;
    readonly facts: readonly { readonly entry: EventId; readonly attribution?: Attribution }[];
  }[];
  readonly entries: readonly EventId[];
}

export const contestedOf = (input: AccountabilityInput): Contest[] =>
  comparable(input).flatMap(({ id, entries }) =>
    CONTEST_RULES.flatMap((rule) =>
      groups(rule, entries).flatMap((group) => {
        const contested = group.filter((fact) => group.some((other) => exclude(rule, fact, other)));
        return contested.length > 0 ? [contest(id, rule, contested)] : [];
      }),
    ),
  );

/** Records tell of one thing each; what was merged tells of the same, and is one record here. */
function comparable(input: AccountabilityInput): readonly Pick<RecordState<unknown>, 'id' | 'entries'>[] {
  const incidents = standing(incidentsOf(input));
  const others = standingRecords(input).slice(incidents.length);
  return [{ id: input.incident.id, entries: incidents.flatMap(({ entries }) => entries) }, ...others];
}

interface Fact {
  readonly entry: Entry;
  readonly value: string;
}

function groups(rule: ContestRule, entries: readonly Entry[]): Fact[][] {
  const byKey = new Map<string, Fact[]>();
  for (const entry of entries) {
    if (entry.type !== rule.type) continue;
    const key = rule.about(entry.data);
    const value = rule.says(entry.data);
    if (key === undefined || value === undefined) continue;
    const group = byKey.get(key);
    if (group) group.push({ entry, value });
    else byKey.set(key, [{ entry, value }]);
  }
  return [...byKey.values()];
}

const exclude = (rule: ContestRule, a: Fact, b: Fact): boolean =>
  a.value !== b.value && atOnce(a.entry, b.entry) && (!rule.acrossAccounts || account(a.entry) !== account(b.entry));

/** What differs from one day to the next has changed; only what may be of one moment excludes. */
function atOnce(a: Entry, b: Entry): boolean {
  if (a.occurred.after?.includes(b.id) || b.occurred.after?.includes(a.id)) return false;
  const x = boundsOf(a.occurred);
  const y = boundsOf(b.occurred);
  return (x.earliest ?? -Infinity) <= (y.latest ?? Infinity) && (y.earliest ?? -Infinity) <= (x.latest ?? Infinity);
}

/** Whose account a fact is: that of the claim it rests on, else of its sources. */
const account = ({ attribution, sources }: Entry): string =>
  attribution?.kind === 'CLAIM'
    ? `${attribution.statement}`
    : sources
        .map(({ source }) => source)
        .sort()
        .join(' ');

function contest(record: StreamName, { type, aspect }: ContestRule, facts: readonly Fact[]): Contest {
  const values = [...new Set(facts.map((fact) => fact.value))];
  return {
    record,
    type,
    aspect,
    versions: values.map((value) => ({
      value,
      facts: facts
        .filter((fact) => fact.value === value)
        .map(({ entry: { id, attribution } }) => ({ entry: id, ...(attribution ? { attribution } : {}) })),
    })),
    entries: facts.map((fact) => fact.entry.id),
  };
}
