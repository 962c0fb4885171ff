import type { LogIndex, StreamName } from '#domain';
import type { Snapshot } from '#read-model';
import { decodeCursor, encodeCursor, AFTER_ENTRY } from '../../cursor/cursor.js';
import { apiError } from '../../graphql/api-error.js';
import type { PageOf } from '../common/connection.js';
import { DEFAULT_PAGE } from '../common/page.args.js';
import type { Moment } from '../moment/moment.js';
import { LoggedEvent } from './history.type.js';

export interface HistoryRequest {
  readonly record?: StreamName | null;
  readonly after?: string | null;
  readonly first?: number | null;
}

/** Events of one record or of the whole log, in the order of the log. Its cursors are those of `logEvents`. */
export function historyPage(moment: Moment, { record, after, first }: HistoryRequest): PageOf<LoggedEvent> {
  const { snapshot } = moment.source;
  if (!snapshot)
    throw apiError('NOT_ON_THIS_AXIS', 'History is the order of recording: ask for it by `index` or `recordedBy`.');
  const { logId } = moment.reading.model.status();
  const from = after == null ? undefined : (decodeCursor(after, logId).index as LogIndex);
  const limit = first ?? DEFAULT_PAGE;
  const found = read(snapshot, record, from, limit + 1);
  return {
    edges: found.slice(0, limit).map((place) => ({
      cursor: encodeCursor({ logId: logId ?? '', index: place.index, sub: AFTER_ENTRY }),
      node: new LoggedEvent(moment, place),
    })),
    hasNextPage: found.length > limit,
    hasPreviousPage: from !== undefined,
    count: () => (record == null ? snapshot.index + 1 : countOf(snapshot, record)),
  };
}

const read = (snapshot: Snapshot, record: StreamName | null | undefined, after: LogIndex | undefined, limit: number) =>
  record == null ? snapshot.log({ after, limit }) : snapshot.entries([record], { after, limit });

/** Revisions are dense from 0, so the latest says how many there are. */
function countOf(snapshot: Snapshot, record: StreamName): number {
  return (snapshot.record(record)?.revision ?? -1) + 1;
}
