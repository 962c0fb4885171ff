import type { LogIndex } from '#domain';
import { decodeListCursor, encodeListCursor, type ListCursor } from '../../cursor/list.cursor.js';
import { apiError } from '../../graphql/api-error.js';
import type { PageAsked } from '../common/page.args.js';
import { Moment } from './moment.js';
import { atIndex } from './moment.source.js';

/** Where a page goes on from, and the moment that it shows. */
export interface PageOpened {
  readonly moment: Moment;
  readonly place?: ListCursor['place'];
}

/** The cursor of a place in a list at a moment. One of a fixed moment carries its index. */
export function cursorOf({ source, reading }: Moment, list: string, place: ListCursor['place']): string {
  const fixed = source.snapshot !== undefined && source.snapshot !== reading.present;
  return encodeListCursor({ logId: reading.logId ?? '', list, index: fixed ? source.index : null, place });
}

/**
 * Page 2 agrees with page 1: it shows the moment of page 1, which its cursor carries.
 * @throws a top-level `INVALID_CURSOR` where the cursor is of another list, or of a moment that is not the one asked for
 */
export function openPage(moment: Moment, list: string, { cursor }: Pick<PageAsked, 'cursor'>): PageOpened {
  if (cursor === undefined) return { moment };
  const { index, place } = decodeListCursor(cursor, list, moment.reading.logId);
  return { moment: index === null ? moment : momentAt(moment, index), place };
}

function momentAt(moment: Moment, index: number): Moment {
  const { source, reading } = moment;
  if (index === source.index && source.snapshot) return moment;
  // An instant that is not over yet stands for a later index when it is asked for again; the cursor says which it was.
  if (source.recordedBy !== undefined && index < source.index) {
    const snapshot = reading.model.at(index as LogIndex);
    return new Moment(atIndex(snapshot, source.recordedBy), reading, () => moment.at);
  }
  throw apiError(
    'INVALID_CURSOR',
    `The cursor belongs to index ${index}, and this is ${source.snapshot ? `index ${source.index}` : 'what was public'}: go on with record(asOf: { index: ${index} }).`,
  );
}
