/**
 * Where a reader of name tokens is. Ids are drawn before a commit, and commits become visible out of order, so a place
 * in the order of ids would leave out what a slower transaction brings. Tokens are ordered by their transaction's id
 * instead. When a pass begins, `horizon` is the oldest transaction that is still running: whatever an older one wrote
 * is visible, so the next pass begins there, and reads what lies behind it twice.
 *
 * Transaction ids mean something within one run of one server. `server` is when it was started: after a restart or a
 * failover, where ids may come again, everything is read anew.
 * https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
 */
export interface NameCursor {
  readonly server: string;
  /** Where the next pass begins, once this one is at its end. */
  readonly horizon: string;
  /** Behind what this pass goes on, inclusive of the opening: a page may end within a name. */
  readonly written: string;
  readonly opening: string;
  /** The first pass reads all there is; later ones leave out ids from another server's life, that a restore brought. */
  readonly pass: 'FIRST' | 'LATER';
}

export const writeCursor = ({ server, horizon, written, opening, pass }: NameCursor): string =>
  JSON.stringify([server, horizon, written, opening, pass]);

export function readCursor(text: string | undefined): NameCursor | undefined {
  if (text === undefined) return undefined;
  const [server = '', horizon = '0', written = '0', opening = '0', pass] = JSON.parse(text) as string[];
  return { server, horizon, written, opening, pass: pass === 'FIRST' ? 'FIRST' : 'LATER' };
}
