import type { Entry as Recorded, EntryStanding, EventId, RecordState, StreamName } from '#domain';
import { apiError } from '../../graphql/api-error.js';
import type { PageOf } from '../common/connection.js';
import { type PageArgs, pageRequest } from '../common/page.args.js';
import type { Moment } from '../moment/moment.js';
import { Entry } from './entry.type.js';

/** Everything about an incident in world order; a cursor is the entry's id, which no later entry moves. */
export async function timelinePage(moment: Moment, incident: StreamName, args: PageArgs): Promise<PageOf<Entry>> {
  const { timeline } = await moment.accountability(incident);
  const file = await moment.files.load(incident);
  const records = file
    ? [file.incident, ...file.duplicates, ...file.investigations, ...file.cases, ...file.statements]
    : [];
  return pageOfEntries(moment, timeline, standingsOf(records), args);
}

/** The entries of one record, withdrawn ones included, as they were recorded. */
export async function entryPage(moment: Moment, record: StreamName, args: PageArgs): Promise<PageOf<Entry>> {
  const folded = await moment.folded.load(record);
  const standings = folded?.standings ?? [];
  return pageOfEntries(
    moment,
    standings.map(({ entry }) => entry),
    new Map(standings.map((one) => [one.entry.id, one])),
    args,
  );
}

const standingsOf = (records: readonly RecordState<unknown>[]): Map<EventId, EntryStanding> =>
  new Map(records.flatMap(({ standings }) => standings.map((one) => [one.entry.id, one] as const)));

function pageOfEntries(
  moment: Moment,
  all: readonly Recorded[],
  standings: ReadonlyMap<EventId, EntryStanding>,
  args: PageArgs,
): PageOf<Entry> {
  const { first, last, after, before } = pageRequest(args);
  const from = after === undefined ? 0 : placeOf(all, after) + 1;
  const to = before === undefined ? all.length : placeOf(all, before);
  const start = last === undefined ? from : Math.max(from, to - last);
  const end = first === undefined ? to : Math.min(to, from + first);
  return {
    edges: all
      .slice(start, Math.max(start, end))
      .map((entry) => ({ cursor: entry.id, node: new Entry(moment, entry, standings.get(entry.id)) })),
    hasNextPage: end < all.length,
    hasPreviousPage: start > 0,
    count: () => all.length,
  };
}

function placeOf(entries: readonly Recorded[], cursor: string): number {
  const place = entries.findIndex(({ id }) => id === cursor);
  if (place < 0) throw apiError('INVALID_CURSOR', `"${cursor.slice(0, 80)}" is not a cursor of this list.`);
  return place;
}
