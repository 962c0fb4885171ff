/** Primary SQLite result codes that this library tells apart (https://www.sqlite.org/rescode.html). */
export const SQLITE = {
  BUSY: 5,
  LOCKED: 6,
  NOMEM: 7,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  CONSTRAINT: 19,
  NOTADB: 26,
} as const;

/** The primary SQLite result code of an error thrown by `node:sqlite`, undefined for every other error. */
export function sqliteCode(error: unknown): number | undefined {
  // By shape: the error may come from another realm, whose `Error` is another class.
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  if (typeof error.errcode !== 'number') return undefined;
  // The upper bits hold the extended code, such as which constraint failed.
  return error.errcode & 0xff;
}

const ADVICE: Readonly<Record<number, string>> = {
  [SQLITE.BUSY]: 'another process holds its write lock: end it or wait, then repeat',
  [SQLITE.LOCKED]: 'another connection of this process holds it: close that one, then repeat',
  [SQLITE.NOMEM]: 'there is not enough memory: free some, then start again',
  [SQLITE.READONLY]: 'it cannot be written: check owner and permissions of the file and of its folder',
  [SQLITE.IOERR]: 'the disk does not read or write it: check the disk, then start again',
  [SQLITE.CORRUPT]: 'it is damaged: stop, keep a copy of it, and restore a backup',
  [SQLITE.FULL]: 'the disk, or the quota, is full: free space, then repeat',
  [SQLITE.CANTOPEN]: 'it cannot be opened: check that its folder exists and that both are readable',
  [SQLITE.NOTADB]: 'it is not an SQLite database: name another file, or restore a backup',
};

/** What is wrong with a database file, for the person who has to put it right. */
export class DatabaseFileError extends Error {
  override readonly name = 'DatabaseFileError';
  constructor(
    readonly file: string,
    /** What is wrong and what to do, without the file's name. */
    readonly why: string,
    /** Primary SQLite result code, where SQLite said so. */
    readonly code?: number,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${why}`, options);
  }

  /** The given error as a `DatabaseFileError`. */
  static from(file: string, error: unknown): DatabaseFileError {
    if (error instanceof DatabaseFileError) return error;
    const code = sqliteCode(error);
    const detail = typeof error === 'object' && error && 'message' in error ? String(error.message) : String(error);
    const advice = code === undefined ? undefined : ADVICE[code];
    return new DatabaseFileError(file, advice ? `${advice} (${detail})` : detail, code, { cause: error });
  }
}
