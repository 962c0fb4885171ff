import type { Party } from '../shared/common.schemas.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { Assessment, Claim, StanceTaken, Statement } from '../statement/statement.state.js';
import {
  incidentsOf,
  standing,
  standingRecords,
  type AccountabilityInput,
  type Grounded,
} from './accountability.input.js';
import { disputingAssessments, type StatementsById } from './disputed.rule.js';
import { partyKey, partyOfIssuer } from './party.key.js';

export interface AccountClaim extends Omit<Claim, 'topic' | 'assessments'> {
  readonly statement: StreamName;
  /** What the statement makes of the incident. */
  readonly stances: readonly StanceTaken[];
  readonly corroboratedBy: readonly Assessment[];
  readonly contradictedBy: readonly Assessment[];
  /** REPEATS, QUALIFIES and RETRACTS. */
  readonly otherAssessments: readonly Assessment[];
  /** The assessments that make it disputed; none where it is not. */
  readonly disputedBy: readonly EventId[];
  /** Entries that rest on this claim: what the records say because someone claims it. */
  readonly supports: readonly EventId[];
}

/** What one party says on one topic, in world order of the statements given. */
export interface Account {
  /** Code of the vocabulary ClaimTopic. */
  readonly topic: string;
  /** Absent where who spoke was withheld. */
  readonly party?: Party;
  readonly claims: readonly AccountClaim[];
  readonly entries: readonly EventId[];
}

export interface Accounts {
  /** The matrix, by topic and party in order of appearance; cells that no one fills are left out. */
  readonly accounts: readonly Account[];
  /** Whether any claim is disputed, with the assessments that say so. */
  readonly disputed: Grounded<boolean>;
}

export function accountsOf(input: AccountabilityInput): Accounts {
  const known: StatementsById = new Map(input.statements.map((record) => [record.id, record]));
  const supported = supportsOf(input);
  const subjects = subjectsOf(input);
  const cells = new Map<string, { topic: string; party?: Party; claims: AccountClaim[] }>();
  for (const { state } of standing(input.statements)) {
    const party = partyOfIssuer(state.issuer?.value);
    const stances = state.stances.filter(({ on }) => subjects.has(on));
    for (const claim of state.claims) {
      const key = `${claim.topic} ${partyKey(party) ?? state.id}`;
      const cell = cells.get(key) ?? { topic: claim.topic, ...(party ? { party } : {}), claims: [] };
      cell.claims.push(accountClaim(state, claim, stances, known, supported));
      cells.set(key, cell);
    }
  }
  const accounts = [...cells.values()].map((cell) => ({ ...cell, entries: entriesOf(cell.claims) }));
  const disputing = accounts.flatMap(({ claims }) => claims.flatMap(({ disputedBy }) => disputedBy));
  return { accounts, disputed: { value: disputing.length > 0, entries: disputing } };
}

function accountClaim(
  statement: Statement,
  whole: Claim,
  stances: readonly StanceTaken[],
  known: StatementsById,
  supported: ReadonlyMap<string, readonly EventId[]>,
): AccountClaim {
  const { topic: _topic, assessments, ...claim } = whole;
  return {
    ...claim,
    statement: statement.id,
    stances,
    corroboratedBy: assessments.filter(({ assessment }) => assessment === 'CORROBORATES'),
    contradictedBy: assessments.filter(({ assessment }) => assessment === 'CONTRADICTS'),
    otherAssessments: assessments.filter(({ assessment }) => !['CORROBORATES', 'CONTRADICTS'].includes(assessment)),
    disputedBy: disputingAssessments(statement, whole, known).map(({ entry }) => entry),
    supports: supported.get(`${statement.id} ${claim.claimId}`) ?? [],
  };
}

/** What a stance may be on and be about this incident: itself, its duplicates, and any of their entries. */
export const subjectsOf = (input: AccountabilityInput): ReadonlySet<string> =>
  new Set([
    input.incident.id,
    ...(input.duplicates ?? []).map(({ id }) => id),
    ...incidentsOf(input).flatMap(({ entries }) => entries.map((entry) => entry.id)),
  ]);

function supportsOf(input: AccountabilityInput): Map<string, EventId[]> {
  const supported = new Map<string, EventId[]>();
  for (const { id, attribution } of standingRecords(input).flatMap((record) => record.entries)) {
    if (attribution?.kind !== 'CLAIM' || !attribution.statement || !attribution.claim) continue;
    const key = `${attribution.statement} ${attribution.claim}`;
    supported.set(key, [...(supported.get(key) ?? []), id]);
  }
  return supported;
}

const entriesOf = (claims: readonly AccountClaim[]): EventId[] => [
  ...new Set(
    claims.flatMap((claim) => [
      claim.entry,
      ...claim.stances.map(({ entry }) => entry),
      ...[...claim.corroboratedBy, ...claim.contradictedBy, ...claim.otherAssessments].map(({ entry }) => entry),
      ...(claim.takenBack ? [claim.takenBack.entry] : []),
    ]),
  ),
];
