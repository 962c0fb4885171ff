import { tokenIdOf } from '#vault';
import { firstAdministrator, issueToken } from '../../api/src/installation/issue-token.js';
import type { Installation } from '../../api/src/installation/installation.js';

/** A token for the time of a load. */
export interface AdministratorToken {
  readonly actor: string;
  readonly tokenId: string;
  readonly secret: string;
}

/**
 * A token of the administrator that every installation begins with. That actor's id follows from the log's, so the demo
 * always acts as the same one, and what it began in an earlier run is recognised.
 */
export async function administratorToken({ executor, stores }: Installation): Promise<AdministratorToken> {
  const issuing = { ...stores, executor };
  const { actor, secret } = await issueToken(issuing, await firstAdministrator(issuing));
  return { actor, secret, tokenId: tokenIdOf(secret)! };
}
