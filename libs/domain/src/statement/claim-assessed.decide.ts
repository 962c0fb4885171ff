import type { DataOf } from '../shared/declaration.js';
import { record, refuse, type Decision } from '../shared/decision.js';
import type { ClaimAssessed } from './statement.events.js';
import { findClaim, type Assessment, type Statement } from './statement.state.js';

/**
 * The claim must have been made. That a claim of another statement, a source or a finding exists is checked where
 * references are: this record does not know it.
 */
export function assessClaim(data: DataOf<typeof ClaimAssessed>, state: Statement): Decision {
  const claim = findClaim(state, data.claimId);
  if (!claim) return unknownClaim(data.claimId, '/data/claimId', state);
  if ('claim' in data.by && data.by.claim.statement === state.id) {
    const { claimId } = data.by.claim;
    if (claimId === data.claimId)
      return refuse('SELF_REFERENCE', `Claim ${claimId} cannot be assessed by itself.`, {
        path: '/data/by/claim/claimId',
      });
    if (!findClaim(state, claimId)) return unknownClaim(claimId, '/data/by/claim/claimId', state);
  }
  const same = claim.assessments.find((known) => isSame(known, data));
  if (!same) return record();
  return refuse('NOTHING_CHANGES', `That assessment of claim ${data.claimId} is on record: entry ${same.entry}.`, {
    path: '/data/assessment',
    entry: same.entry,
  });
}

const unknownClaim = (claimId: string, path: string, state: Statement): Decision =>
  refuse('UNKNOWN_ITEM', `There is no claim ${claimId} at that time.`, {
    path,
    known: state.claims.map((known) => known.claimId),
  });

type Said = Pick<Assessment, 'assessment' | 'by' | 'assessedBy'>;
const isSame = (known: Said, data: Said): boolean => keyOf(known) === keyOf(data);

const keyOf = ({ assessment, by, assessedBy }: Said): string =>
  JSON.stringify([assessment, groundKey(by), assessedBy ? Object.entries(assessedBy).sort() : null]);

const groundKey = (by: Assessment['by']): readonly string[] => {
  if ('claim' in by) return ['claim', by.claim.statement, by.claim.claimId];
  return 'source' in by ? ['source', by.source] : ['finding', by.finding.investigation, by.finding.entry];
};
