import { statSync } from 'node:fs';
import { openDatabase } from './open-database.js';

/** Bytes of the smallest page, and so of the smallest database. What is shorter SQLite takes for a new file. */
const SMALLEST = 512;

/**
 * Whether nothing is kept in a file: it does not exist, or holds no table. Makes and changes nothing: opening what
 * remains of a database that was cut to nothing would also remove the write-ahead log beside it.
 *
 * @throws {DatabaseFileError} where the file is damaged or not a database.
 */
export function isBlank(file: string): boolean {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < SMALLEST) return true;
  const db = openDatabase(file, { readOnly: true });
  try {
    return db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  } finally {
    db.close();
  }
}
