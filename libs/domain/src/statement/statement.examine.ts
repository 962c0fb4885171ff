import { invalid, refuse, type Command, type Decision } from '../shared/decision.js';
import type { Issuer } from './statement.schemas.js';

/** What is wrong with a statement's content, whatever came before it. */
export function examineStatement({ type, data }: Pick<Command, 'type' | 'data'>): Decision | undefined {
  if (type !== 'StatementIssued' && type !== 'StatementRevised') return undefined;
  const { issuer, claims } = data as unknown as { issuer?: Issuer; claims?: readonly { claimId: string }[] };
  // Not a rule of the schema: a description may be withheld later, and what is left must still be readable.
  if (issuer && !issuer.person && !issuer.onBehalfOf && !issuer.described)
    return invalid({
      path: '/data/issuer',
      expected: 'an issuer with a `person`, an agency (`onBehalfOf`), or words for who spoke (`described`)',
    });
  return repeated(claims ?? []);
}

function repeated(claims: readonly { claimId: string }[]): Decision | undefined {
  const place = claims.findIndex(({ claimId }, n) => claims.findIndex((other) => other.claimId === claimId) < n);
  if (place < 0) return undefined;
  const { claimId } = claims[place]!;
  return refuse('DUPLICATE_ITEM', `Two claims have the id ${claimId}: choose another for one.`, {
    path: `/data/claims/${place}/claimId`,
    claimId,
  });
}
