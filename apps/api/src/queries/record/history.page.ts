import type { LogIndex, StreamName } from '#domain';
import type { Snapshot } from '#read-model';
import { decodeCursor, encodeCursor, AFTER_ENTRY } from '../../cursor/cursor.js';
import { apiError } from '../../graphql/api-error.js';
import type { PageOf } from '../common/connection.js';
import { type PageArgs, pageAsked } from '../common/page.args.js';
import type { Moment } from '../moment/moment.js';
import { LoggedEvent } from './history.type.js';

export interface HistoryRequest extends PageArgs {
  readonly record?: StreamName | null;
}

/** Events of one record or of the whole log, in the order of the log. Its cursors are those of `logEvents`. */
export function historyPage(moment: Moment, { record, ...page }: HistoryRequest): PageOf<LoggedEvent> {
  const { snapshot } = moment.source;
  if (!snapshot)
    throw apiError('NOT_ON_THIS_AXIS', 'History is the order of recording: ask for it by `index` or `recordedBy`.');
  const { logId } = moment.reading;
  const { size, backwards, cursor } = pageAsked(page);
  const at = cursor === undefined ? undefined : (decodeCursor(cursor, logId).index as LogIndex);
  // One more than asked for tells whether there is another page.
  const range = { limit: size + 1, backwards, ...(backwards ? { before: at } : { after: at }) };
  const found = record == null ? snapshot.log(range) : snapshot.entries([record], range);
  const more = found.length > size;
  const shown = backwards ? found.slice(more ? 1 : 0) : found.slice(0, size);
  return {
    edges: shown.map((place) => ({
      cursor: encodeCursor({ logId: logId ?? '', index: place.index, sub: AFTER_ENTRY }),
      node: new LoggedEvent(moment, place),
    })),
    hasNextPage: backwards ? at !== undefined : more,
    hasPreviousPage: backwards ? more : at !== undefined,
    count: () => (record == null ? snapshot.index + 1 : countOf(snapshot, record)),
  };
}

/** Revisions are dense from 0, so the latest says how many there are. */
function countOf(snapshot: Snapshot, record: StreamName): number {
  return (snapshot.record(record)?.revision ?? -1) + 1;
}
