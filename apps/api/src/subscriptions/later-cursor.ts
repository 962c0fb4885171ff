import { readCursor } from '../cursor/cursor.js';

/**
 * Where a stream that is taken up again goes on. A browser asks for the address that it began with, whose `after` has
 * been left behind long since, and says in `Last-Event-ID` how far it came.
 *
 * @throws a top-level `INVALID_CURSOR` where one of the two is no cursor
 */
export function laterCursor(after: string | null | undefined, lastEventId: string | undefined): string | undefined {
  if (after == null || lastEventId === undefined) return after ?? lastEventId;
  const [asked, reached] = [readCursor(after), readCursor(lastEventId)];
  const isBehind = asked.index < reached.index || (asked.index === reached.index && asked.sub < reached.sub);
  return isBehind ? lastEventId : after;
}
