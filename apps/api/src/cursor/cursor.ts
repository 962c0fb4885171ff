import { apiError } from '../graphql/api-error.js';

/** A place in the change feed: what comes after it has not been seen. */
export interface Cursor {
  /** Id of the log that the place is in. */
  readonly logId: string;
  /** Index of an entry. */
  readonly index: number;
  /** Which of the changes that the entry made; -1 is before the first. */
  readonly sub: number;
}

/** Greater than any sub-index: after all changes of an entry. */
export const AFTER_ENTRY = 2 ** 31 - 1;

const FORM = /^1:([0-9a-z-]{1,64}):(-1|\d{1,15}):(-1|\d{1,10})$/;

/** Opaque text, so that its form can change: base64url of `1:<log id>:<index>:<sub-index>`. */
export function encodeCursor({ logId, index, sub }: Cursor): string {
  return Buffer.from(`1:${logId}:${index}:${sub}`, 'utf8').toString('base64url');
}

/**
 * @param logId the log that is served; undefined while it is not known, and then no cursor is accepted
 * @throws a top-level `INVALID_CURSOR` where it is no cursor, or belongs to another log
 */
export function decodeCursor(text: string, logId: string | undefined): Cursor {
  const cursor = readCursor(text);
  requireLog(cursor, logId);
  return cursor;
}

/** @throws a top-level `INVALID_CURSOR` where it is no cursor; it may be of any log */
export function readCursor(text: string): Cursor {
  const parts = text.length <= 200 ? FORM.exec(Buffer.from(text, 'base64url').toString('utf8')) : null;
  if (!parts) {
    throw apiError(
      'INVALID_CURSOR',
      `"${text.slice(0, 80)}" is not a cursor of the log: pass one that "cursor", a mutation, "history" or a subscription returned.`,
    );
  }
  const [, logId = '', index, sub] = parts;
  return { logId, index: Number(index), sub: Number(sub) };
}

/** @throws a top-level `INVALID_CURSOR` where it belongs to another log */
export function requireLog({ logId: of }: Cursor, logId: string | undefined): void {
  if (of === logId) return;
  throw apiError(
    'INVALID_CURSOR',
    `The cursor belongs to the log ${of}, and this is the log ${logId ?? '(not opened yet)'}: query again and go on from the new cursor.`,
  );
}
