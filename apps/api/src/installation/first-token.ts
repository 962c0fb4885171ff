import type { Actor } from '#domain';
import { firstAdministrator, issueToken, type TokenIssuing } from './issue-token.js';

/**
 * On the first start: makes the first administrator and a token for it, and gives the text that shows the token, once.
 * Where a crash came between the issuing and the showing, `npm run token` issues another.
 */
export async function firstToken(issuing: TokenIssuing): Promise<string | undefined> {
  const administrator = await firstAdministrator(issuing);
  const { state } = await issuing.executor.records.load(administrator);
  if ((state.state as Actor).tokens.length > 0) return undefined;
  const { secret } = await issueToken(issuing, administrator);
  return `
  This is the first start. Token of the first administrator, shown once:

    ${secret}

  If it is lost: npm run token
`;
}
