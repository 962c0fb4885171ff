import { DatabaseSync } from 'node:sqlite';
import { DatabaseFileError, SQLITE, sqliteCode } from './sqlite.errors.js';

/** Milliseconds that a process which is just ending may take to let go; the calling thread waits. */
const PATIENCE = 1_000;

export interface FileLock {
  release(): void;
}

/**
 * Takes a file for this process alone, until it is released or the process ends, however it ends: the operating system
 * holds the lock, and the file, which stays empty, means nothing by itself.
 *
 * @returns undefined where another has it
 * @throws {DatabaseFileError} where the file cannot be made.
 */
export function lockFile(file: string): FileLock | undefined {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: PATIENCE });
    db.exec('BEGIN EXCLUSIVE');
    return { release: () => db?.close() };
  } catch (error) {
    db?.close();
    if (sqliteCode(error) === SQLITE.BUSY) return undefined;
    throw DatabaseFileError.from(file, error);
  }
}
