import type { Entry as Recorded, EventId, RecordState, StreamName } from '#domain';
import { apiError } from '../../graphql/api-error.js';
import type { PageOf } from '../common/connection.js';
import { type PageArgs, pageRequest } from '../common/page.args.js';
import type { Moment } from '../moment/moment.js';
import { Entry, type EntryMarks } from './entry.type.js';

/** Everything about an incident in world order; a cursor is the entry's id, which no later entry moves. */
export async function timelinePage(moment: Moment, incident: StreamName, args: PageArgs): Promise<PageOf<Entry>> {
  const { timeline } = await moment.accountability(incident);
  const file = await moment.files.load(incident);
  const records = file
    ? [file.incident, ...file.duplicates, ...file.investigations, ...file.cases, ...file.statements]
    : [];
  return pageOfEntries(moment, timeline, marksOf(records), args);
}

/** The entries of one record, withdrawn ones and those about the record included, as they were recorded. */
export async function entryPage(moment: Moment, record: StreamName, args: PageArgs): Promise<PageOf<Entry>> {
  const folded = await moment.folded.load(record);
  if (!folded) return pageOfEntries(moment, [], new Map(), args);
  const { standings, administration } = folded;
  const entries = [...standings.map(({ entry }) => entry), ...administration];
  return pageOfEntries(
    moment,
    entries.sort((a, b) => a.revision - b.revision),
    marksOf([folded]),
    args,
  );
}

/** What is marked of each entry that may count or not. */
const marksOf = (records: readonly RecordState<unknown>[]): Map<EventId, EntryMarks> =>
  new Map(
    records.flatMap(({ standings, retraction }) =>
      standings.map((standing) => [standing.entry.id, { standing, retractedBy: retraction?.entry }] as const),
    ),
  );

function pageOfEntries(
  moment: Moment,
  all: readonly Recorded[],
  marks: ReadonlyMap<EventId, EntryMarks>,
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
      .map((entry) => ({ cursor: entry.id, node: new Entry(moment, entry, marks.get(entry.id)) })),
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
