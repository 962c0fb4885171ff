import { apiError } from '../graphql/api-error.js';

type Json = string | number | null;

/** A place in a list: what comes after it, in the order of that list, has not been seen. */
export interface ListCursor {
  /** Id of the log that the list is made of. */
  readonly logId: string;
  /** Which list and in which order, in words: "incidents by RECORDED, DESC". */
  readonly list: string;
  /** Index of the fixed moment that it belongs to; null: the present. */
  readonly index: number | null;
  /** What the place is told by: values that neither a filter nor a rebuilt read model changes. */
  readonly place: readonly Json[];
}

/** The form; cursors of another form are refused and not misread. */
const VERSION = 'list/1';
/** Characters: an agency's id is 200 at most, and occurs twice at most. */
const MAX_LENGTH = 1_000;

/** Opaque text, so that its form can change. */
export const encodeListCursor = ({ logId, list, index, place }: ListCursor): string =>
  Buffer.from(JSON.stringify([VERSION, logId, list, index, ...place]), 'utf8').toString('base64url');

/**
 * @param list the list that is asked for
 * @param logId the log that is served; undefined while it is not known, and then no cursor is accepted
 * @throws a top-level `INVALID_CURSOR` where it is no cursor of a list, or belongs to another log, list or order
 */
export function decodeListCursor(text: string, list: string, logId: string | undefined): ListCursor {
  const [version, of, about, index, ...place] = partsOf(text);
  if (version !== VERSION || typeof of !== 'string' || typeof about !== 'string' || !isMoment(index))
    throw invalid(
      `"${text.slice(0, 80)}" is not a cursor of a list: pass the "cursor" of an edge, or one of "pageInfo", that the same query returned.`,
    );
  if (of !== logId)
    throw invalid(
      `The cursor belongs to the log ${of}, and this is the log ${logId ?? '(not opened yet)'}: query again and go on from the new cursor.`,
    );
  if (about !== list)
    throw invalid(`The cursor belongs to the list "${about}", and this is "${list}": begin at its first page.`);
  return { logId: of, list, index, place };
}

const invalid = (message: string) => apiError('INVALID_CURSOR', message);

const isMoment = (index: Json | undefined): index is number | null => index === null || Number.isSafeInteger(index);

function partsOf(text: string): readonly Json[] {
  if (text.length > MAX_LENGTH) return [];
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? (parts as Json[]) : [];
  } catch {
    return [];
  }
}
