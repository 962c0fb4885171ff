import { invalid, refuse, together, type Command, type Decision } from '../shared/decision.js';
import type { Issuer } from './statement.schemas.js';

/** What is wrong with a statement's content, whatever came before it. */
export function examineStatement({ type, data }: Pick<Command, 'type' | 'data'>): Decision | undefined {
  if (type !== 'StatementIssued' && type !== 'StatementRevised') return undefined;
  const { issuer, claims } = data as unknown as { issuer?: Issuer; claims?: readonly { claimId: string }[] };
  return together(...nobody(issuer), ...repeated(claims ?? []));
}

/** Not a rule of the schema: a description may be withheld later, and what is left must still be readable. */
const nobody = (issuer: Issuer | undefined): Decision[] =>
  issuer && !issuer.person && !issuer.onBehalfOf && !issuer.described
    ? [
        invalid({
          path: '/data/issuer',
          expected: 'an issuer with a `person`, an agency (`onBehalfOf`), or words for who spoke (`described`)',
        }),
      ]
    : [];

const repeated = (claims: readonly { claimId: string }[]): Decision[] =>
  claims.flatMap(({ claimId }, n) =>
    claims.findIndex((other) => other.claimId === claimId) < n
      ? [
          refuse('DUPLICATE_ITEM', `Two claims have the id ${claimId}: choose another for one.`, {
            path: `/data/claims/${n}/claimId`,
            claimId,
          }),
        ]
      : [],
  );
