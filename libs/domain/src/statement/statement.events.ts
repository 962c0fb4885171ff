import { Incidents, Party, ThreeState } from '../shared/common.schemas.js';
import { event } from '../shared/declaration.js';
import { coded, list, localId, object, optional, ref, some, text } from '../shared/schema.js';
import { AssessmentGround, AssessmentKind, ClaimMade, Issuer, Stance } from './statement.schemas.js';

const of = { aggregate: 'statement' } as const;
const fact = { ...of, nature: 'FACT' } as const;
const claimIds = (description: string) => optional(some(localId('A claim.'), description));

export const StatementIssued = event('StatementIssued', {
  ...fact,
  creates: 'ALWAYS',
  mutation: 'issueStatement',
  description: 'Someone said something about what happened. It occurred when it was uttered.',
  data: object({
    issuer: Issuer,
    medium: optional(coded('StatementMedium')),
    sworn: optional(ThreeState),
    summary: text('What was said, in short.', 2_000),
    quotes: optional(
      list(
        object({ text: text('The words as they were said.', 2_000) }, { name: 'Quote', description: 'A quotation.' }),
      ),
    ),
    incidents: optional(list(ref('incident'), { description: 'The incidents that it is about.' })),
    stances: optional(list(Stance, { description: 'What it makes of them.' })),
    claims: optional(list(ClaimMade, { description: 'The claims that it makes.' })),
  }),
});
export const StatementRevised = event('StatementRevised', {
  ...fact,
  mutation: 'reviseStatement',
  description: 'Its issuer changed the statement. What was said before stays on record.',
  data: object({
    changed: text('What changed.', 2_000),
    summary: optional(text('What is said now, in short.', 2_000)),
    claims: optional(some(ClaimMade, 'Claims that it makes now and did not make before.')),
    dropped: claimIds('Claims that it makes no longer.'),
  }),
});
export const StatementTakenBack = event('StatementTakenBack', {
  ...fact,
  mutation: 'takeBackStatement',
  description: 'Its issuer took the statement back, as a whole or in some of its claims.',
  data: object({
    claimIds: claimIds('The claims that were taken back; without it the whole statement was.'),
    why: optional(text('The reason given.')),
  }),
});
export const StatementLinked = event('StatementLinked', {
  ...of,
  nature: 'DECISION',
  mutation: 'linkStatement',
  description: 'The statement is about more incidents, of which the record came later.',
  data: object({
    incidents: Incidents,
    stances: optional(list(Stance, { description: 'What it makes of them.' })),
  }),
});
export const ClaimAssessed = event('ClaimAssessed', {
  ...fact,
  mutation: 'assessClaim',
  description: 'A claim was held against another claim, a source or a finding.',
  data: object({
    claimId: localId('The claim that is assessed.'),
    assessment: AssessmentKind,
    by: AssessmentGround,
    assessedBy: optional(Party),
    detail: optional(text('In what respect.', 2_000)),
  }),
});

export const STATEMENT_EVENTS = [
  StatementIssued,
  StatementRevised,
  StatementTakenBack,
  StatementLinked,
  ClaimAssessed,
] as const;
