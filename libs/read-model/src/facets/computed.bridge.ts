import {
  contestedOf,
  disputingAssessments,
  freshnessOf,
  overdueOf,
  prejudgedOf,
  statusValueOf,
  type AccountabilityInput,
  type Entry,
  type Incident,
  type Person,
  type RecordState,
  type Statement,
  type StreamName,
} from '#domain';
import type { ContestableEntry } from '../fold/contestable.entry.js';
import type { Folded } from '../fold/folded.record.js';

/** What is computed for an incident, as far as lists need it. The rules are the domain's, here they are only asked. */
export interface Computed {
  readonly status: string;
  readonly disputed: boolean;
  readonly contested: boolean;
  readonly prejudged: boolean;
  /** Milliseconds since the epoch. */
  readonly moved?: number;
  readonly staleFrom?: number;
  readonly overdueFrom?: number;
}

export interface ComputedFrom {
  readonly incident: Folded;
  /** Investigations, cases and statements. */
  readonly related: readonly Folded[];
  readonly parentsOf: (agency: StreamName) => readonly StreamName[];
  readonly duplicates: readonly Folded[];
  readonly officers: readonly Folded[];
  readonly thresholdDays: number;
}

export function compute(from: ComputedFrom): Computed {
  const input = inputOf(from);
  const { lastMovementAt, staleFrom } = freshnessOf(input);
  const overdue = overdueOf(input);
  return {
    status: statusValueOf(input),
    disputed: anyDisputed(input.statements),
    contested: isIncidentContested(from) || from.related.some(isContested),
    prejudged: from.related.some(justifies) && prejudgedOf(input).length > 0,
    ...(lastMovementAt ? { moved: lastMovementAt.at } : {}),
    ...(staleFrom ? { staleFrom: staleFrom.at } : {}),
    ...(overdue ? { overdueFrom: overdue.at } : {}),
  };
}

/** What was merged tells of the same incident: their facts exclude each other like those of one record. */
function isIncidentContested({ incident, duplicates }: ComputedFrom): boolean {
  if (duplicates.length === 0) return isContested(incident);
  const records = { incident: asRecord<Incident>(incident), duplicates: duplicates.map(asRecord<Incident>) };
  return contestedOf({ ...records, investigations: [], cases: [], statements: [], parentsOf: () => [] }).length > 0;
}

/**
 * Facts exclude each other within one record only, and nothing else of it matters: most entries add none that could, and
 * leave the list as it is.
 */
const contested = new WeakMap<readonly ContestableEntry[], boolean>();

function isContested(folded: Folded): boolean {
  const { view, contestable = [] } = folded;
  if (view.retraction || contestable.length < 2) return false;
  let known = contested.get(contestable);
  if (known === undefined) {
    const alone = { incident: asRecord<Incident>(folded), investigations: [], cases: [], statements: [] };
    known = contestedOf({ ...alone, parentsOf: () => [] }).length > 0;
    contested.set(contestable, known);
  }
  return known;
}

const justifies = ({ view }: Folded): boolean =>
  view.kind === 'statement' && (view.state as Statement).stances.some(({ stance }) => stance === 'JUSTIFIES');

/** Whether any claim of these statements is disputed, as far as they know of each other. */
export function anyDisputed(statements: readonly RecordState<Statement>[]): boolean {
  const standing = statements.filter(({ retraction }) => !retraction);
  const disputable = standing.some(({ state }) => state.claims.some(({ assessments }) => assessments.length > 0));
  if (!disputable) return false;
  const known = new Map(statements.map((statement) => [statement.id, statement]));
  return standing.some(({ state }) =>
    state.claims.some((claim) => disputingAssessments(state, claim, known).length > 0),
  );
}

function inputOf({ incident, related, duplicates, officers, ...rest }: ComputedFrom): AccountabilityInput {
  const of = <State>(kind: string) =>
    related.filter(({ view }) => view.kind === kind).map((folded) => asRecord<State>(folded));
  return {
    incident: asRecord<Incident>(incident),
    investigations: of('investigation'),
    cases: of('case'),
    statements: of('statement'),
    duplicates: duplicates.map(asRecord<Incident>),
    officers: officers.map(asRecord<Person>),
    ...rest,
  };
}

const records = new WeakMap<Folded, RecordState<unknown>>();

/**
 * A version as the record it was folded from, with the entries that the rules above look at: those that may be
 * contested, and the bare ids of an incident's other facts, on which a statement may take its stance.
 */
export function asRecord<State>(folded: Folded): RecordState<State> {
  let known = records.get(folded);
  if (!known) {
    let entries: readonly Entry[] | undefined;
    known = {
      ...folded.view,
      standings: [],
      administration: [],
      // Most of what is computed looks at none of them.
      get entries() {
        return (entries ??= entriesOf(folded));
      },
    };
    records.set(folded, known);
  }
  return known as RecordState<State>;
}

function entriesOf({ contestable = [], view }: Folded): readonly Entry[] {
  const facts = (view.state as Partial<Incident>).facts ?? [];
  const others = facts.filter(({ entry }) => !contestable.some(({ id }) => id === entry));
  const entries = [...contestable, ...others.map(({ entry, type }) => ({ id: entry, type, sources: [], data: {} }))];
  return entries as unknown as readonly Entry[];
}
