import { firstAdministrator, issueToken } from '../../api/src/installation/issue-token.js';
import type { Installation } from '../../api/src/installation/installation.js';

/**
 * A token of the administrator that every installation begins with. That actor's id follows from the log's, so the demo
 * always acts as the same one, and what it began in an earlier run is recognised.
 */
export async function administratorToken({ executor, stores }: Installation): Promise<string> {
  const issuing = { ...stores, executor };
  const { secret } = await issueToken(issuing, await firstAdministrator(issuing));
  return secret;
}
