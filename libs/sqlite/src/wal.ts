import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** Bytes of the database's write-ahead log; 0 where there is none. */
export function walSize(file: string): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Copies the WAL into the database and cuts it to nothing, if no reader holds an older snapshot just now. SQLite's own
 * checkpoints only start the WAL over once no reader is in it, so one that is always busy grows without end.
 *
 * @param wait milliseconds to wait for readers; the writer stands still meanwhile.
 * @returns whether the WAL was cut.
 */
export function truncateWal(db: DatabaseSync, wait: number): boolean {
  const before = db.prepare('PRAGMA busy_timeout').get()?.['timeout'];
  db.exec(`PRAGMA busy_timeout = ${Math.trunc(wait)}`);
  try {
    return Number(db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy']) === 0;
  } finally {
    db.exec(`PRAGMA busy_timeout = ${Number(before)}`);
  }
}
