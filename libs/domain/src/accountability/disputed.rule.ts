import type { RecordState } from '../record/record.fold.js';
import type { StreamName } from '../shared/ids.js';
import { findClaim, type Assessment, type Claim, type Statement } from '../statement/statement.state.js';
import { boundsOf } from '../time/index.js';
import { partyKey, partyOfIssuer } from './party.key.js';

export type StatementsById = ReadonlyMap<StreamName, RecordState<Statement>>;

/**
 * A claim is disputed where a standing assessment says that a claim of another party, a source, a finding, or a later
 * claim of its own issuer contradicts it.
 *
 * @returns the assessments that make it so; none where it is not disputed
 */
export const disputingAssessments = (statement: Statement, claim: Claim, known: StatementsById): Assessment[] =>
  claim.assessments.filter(
    ({ assessment, by }) => assessment === 'CONTRADICTS' && (!('claim' in by) || disputes(statement, claim, by, known)),
  );

function disputes(
  statement: Statement,
  claim: Claim,
  { claim: ground }: Extract<Assessment['by'], { claim: unknown }>,
  known: StatementsById,
): boolean {
  const other = ground.statement === statement.id ? statement : standingStatement(known, ground.statement);
  // A statement that is not about this incident: whose it is, is not known here, and the assessor's word stands.
  if (other === 'UNKNOWN') return true;
  if (other === 'RETRACTED') return false;
  if (other.id !== statement.id && !sameIssuer(other, statement)) return true;
  return isLater(statement, claim, other, findClaim(other, ground.claimId));
}

function standingStatement(known: StatementsById, id: StreamName): Statement | 'UNKNOWN' | 'RETRACTED' {
  const record = known.get(id);
  if (!record) return 'UNKNOWN';
  return record.retraction ? 'RETRACTED' : record.state;
}

function sameIssuer(a: Statement, b: Statement): boolean {
  const key = partyKey(partyOfIssuer(a.issuer?.value));
  return key !== undefined && key === partyKey(partyOfIssuer(b.issuer?.value));
}

/** Within one statement claims stand in world order, and those of one entry were made at once. */
function isLater(statement: Statement, claim: Claim, other: Statement, ground: Claim | undefined): boolean {
  if (!ground) return false;
  if (other.id === statement.id)
    return ground.entry !== claim.entry && statement.claims.indexOf(ground) > statement.claims.indexOf(claim);
  const before = boundsOf(claim.at);
  const after = boundsOf(ground.at);
  if (before.earliest === undefined || after.earliest === undefined) return false;
  return after.earliest > before.earliest;
}
