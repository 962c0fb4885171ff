import type { Party } from '../shared/common.schemas.js';
import type { Issuer } from '../statement/statement.schemas.js';

/**
 * Says which parties are the same one; undefined where that cannot be told. Descriptions are the same only word for
 * word, and are undefined where the words were withheld.
 */
export function partyKey(party: Party | undefined): string | undefined {
  if (party === undefined) return undefined;
  if ('person' in party) return party.person;
  if ('agency' in party) return party.agency;
  return party.described ? `described:${party.described.trim().toLowerCase()}` : undefined;
}

/** Whose account a statement is: that of the agency it was made for, else of the person, else of those described. */
export function partyOfIssuer(issuer: Issuer | undefined): Party | undefined {
  if (!issuer) return undefined;
  if (issuer.onBehalfOf) return { agency: issuer.onBehalfOf };
  if (issuer.person) return { person: issuer.person };
  return issuer.described ? { described: issuer.described } : undefined;
}
