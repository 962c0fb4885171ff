import type { Actor } from '#domain';
import { v5 } from 'uuid';
import { firstAdministrator, issueToken, type TokenIssuing } from './issue-token.js';

/**
 * On the first start: makes the first administrator and a token for it, and gives the text that shows the token, once.
 * The command's id follows from the log's, so of nodes that start at once only one has its token recorded and shows it.
 * Where a crash came between the issuing and the showing, `npm run token` issues another.
 */
export async function firstToken(issuing: TokenIssuing): Promise<string | undefined> {
  const administrator = await firstAdministrator(issuing);
  const { state } = await issuing.executor.records.load(administrator);
  if ((state.state as Actor).tokens.length > 0) return undefined;
  const issued = await issueToken(issuing, administrator, v5('first-administrator/token', issuing.logId));
  if (issued === 'REUSED') return undefined;
  const { secret } = issued;
  return `
  This is the first start. Token of the first administrator, shown once:

    ${secret}

  If it is lost: npm run token
`;
}
