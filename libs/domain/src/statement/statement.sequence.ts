import type { Entry } from '../shared/entry.js';
import type { StatementEntry } from './statement.evolve.js';
import { findClaim, type Statement } from './statement.state.js';

/** Why an entry does not fit in what stands before it: it is recorded when acknowledged, and shown as a gap. */
export function statementMisfit(state: Statement, recorded: Entry): string | undefined {
  const entry = recorded as unknown as StatementEntry;
  if (entry.type !== 'StatementIssued' && state.status === 'NONE') return `${entry.type} comes before the statement`;
  switch (entry.type) {
    case 'StatementIssued':
      if (state.status !== 'NONE') return 'the statement had been issued already';
      return twice(repeatedClaim(state, entry.data.claims ?? []));
    case 'StatementRevised':
      if (state.status === 'TAKEN_BACK') return 'the statement had been taken back';
      return twice(repeatedClaim(state, entry.data.claims ?? [])) ?? missing(state, entry.data.dropped ?? []);
    case 'StatementTakenBack':
      if (state.status === 'TAKEN_BACK') return 'the statement had been taken back already';
      return missing(state, entry.data.claimIds ?? []);
    case 'ClaimAssessed':
      return missing(state, [entry.data.claimId]);
    default:
      return undefined;
  }
}

/** The first claim id that the statement has already, or that is twice in the list. */
export function repeatedClaim(state: Statement, claims: readonly { readonly claimId: string }[]): string | undefined {
  const seen = new Set(state.claims.map((claim) => claim.claimId));
  for (const { claimId } of claims) {
    if (seen.has(claimId)) return claimId;
    seen.add(claimId);
  }
  return undefined;
}

const twice = (claimId: string | undefined) =>
  claimId === undefined ? undefined : `there is a claim ${claimId} already`;

function missing(state: Statement, claimIds: readonly string[]): string | undefined {
  const unknown = claimIds.find((claimId) => !findClaim(state, claimId));
  return unknown === undefined ? undefined : `claim ${unknown} had not been made`;
}
