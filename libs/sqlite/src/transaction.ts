import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` in one write transaction. `BEGIN IMMEDIATE`, since a deferred transaction that reads and then writes
 * fails at once when another connection wrote in between, whatever the busy timeout. `work` must be synchronous: a
 * transaction held across the event loop would take in the statements of whoever runs meanwhile.
 */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollback(db);
    throw error;
  }
}

/** Rolls back if a transaction is open: on a full disk or an I/O error SQLite may have done so by itself. */
export function rollback(db: DatabaseSync): void {
  if (db.isTransaction) db.exec('ROLLBACK');
}
