import type { Entry as Recorded, EventId, RecordState, StreamName } from '#domain';
import { apiError } from '../../graphql/api-error.js';
import type { PageOf } from '../common/connection.js';
import { type PageArgs, type PageAsked, pageAsked } from '../common/page.args.js';
import type { Moment } from '../moment/moment.js';
import { cursorOf, openPage, type PageOpened } from '../moment/page.moment.js';
import { Entry, type EntryMarks } from './entry.type.js';

/** Everything about an incident in world order; the place of an entry is its id. */
export async function timelinePage(asked: Moment, incident: StreamName, args: PageArgs): Promise<PageOf<Entry>> {
  const list = `timeline of ${incident}`;
  const page = pageAsked(args);
  const { moment, place } = openPage(asked, list, page);
  const { timeline } = await moment.accountability(incident);
  const file = await moment.files.load(incident);
  const records = file
    ? [file.incident, ...file.duplicates, ...file.investigations, ...file.cases, ...file.statements, ...file.officers]
    : [];
  return pageOfEntries({ moment, list, page, place }, timeline, marksOf(records));
}

/** The entries of one record, withdrawn ones and those about the record included, as they were recorded. */
export async function entryPage(asked: Moment, record: StreamName, args: PageArgs): Promise<PageOf<Entry>> {
  const list = `entries of ${record}`;
  const page = pageAsked(args);
  const { moment, place } = openPage(asked, list, page);
  const folded = await moment.folded.load(record);
  if (!folded) return pageOfEntries({ moment, list, page, place }, [], new Map());
  const { standings, administration } = folded;
  const entries = [...standings.map(({ entry }) => entry), ...administration];
  return pageOfEntries(
    { moment, list, page, place },
    entries.sort((a, b) => a.revision - b.revision),
    marksOf([folded]),
  );
}

/** What is marked of each entry that may count or not. */
const marksOf = (records: readonly RecordState<unknown>[]): Map<EventId, EntryMarks> =>
  new Map(
    records.flatMap(({ standings, retraction }) =>
      standings.map((standing) => [standing.entry.id, { standing, retractedBy: retraction?.entry }] as const),
    ),
  );

interface EntryList extends PageOpened {
  readonly list: string;
  readonly page: PageAsked;
}

function pageOfEntries(
  { moment, list, page: { size, backwards }, place }: EntryList,
  all: readonly Recorded[],
  marks: ReadonlyMap<EventId, EntryMarks>,
): PageOf<Entry> {
  const at = place && placeOf(all, place);
  const end = backwards ? (at ?? all.length) : Math.min(all.length, (at ?? -1) + 1 + size);
  const start = backwards ? Math.max(0, end - size) : (at ?? -1) + 1;
  return {
    edges: all.slice(start, end).map((entry) => ({
      cursor: cursorOf(moment, list, [entry.id]),
      node: new Entry(moment, entry, marks.get(entry.id)),
    })),
    hasNextPage: end < all.length,
    hasPreviousPage: start > 0,
    count: () => all.length,
  };
}

function placeOf(entries: readonly Recorded[], [entry]: readonly unknown[]): number {
  const place = entries.findIndex(({ id }) => id === entry);
  if (place >= 0) return place;
  throw apiError(
    'INVALID_CURSOR',
    `The cursor goes on from the entry ${String(entry).slice(0, 80)}, which stands in this list no more, or never did: begin at its first page. record(asOf) has lists that do not change.`,
  );
}
