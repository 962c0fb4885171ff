import { DatabaseSync } from 'node:sqlite';
import { stopwatch } from '../../measure/stopwatch.js';

/** A row as the log holds it. */
export type LogRow = readonly (string | number)[];

const GROUP = 64;

/** The rows of the log that came after a position. */
export function rowsAfter(logFile: string, position: number): LogRow[] {
  const db = new DatabaseSync(logFile, { readOnly: true });
  try {
    const rows = db.prepare(
      'SELECT id, stream, revision, type, schema, recorded_at, data, metadata FROM events WHERE position > ? ORDER BY position',
    );
    rows.setReturnArrays(true);
    return rows.all(position) as unknown as LogRow[];
  } finally {
    db.close();
  }
}

export function headOf(logFile: string): number {
  const db = new DatabaseSync(logFile, { readOnly: true });
  try {
    return Number(db.prepare('SELECT max(position) AS head FROM events').get()!['head']);
  } finally {
    db.close();
  }
}

/**
 * The raw limit: nothing but `node:sqlite`, one prepared insert, groups of 64, each on disk before the next. The table
 * has the two keys without which the rows would be no log, and nothing else: no trigger, no look-up, no other table.
 * It is as large as the log, unless it is made `empty`: keys that come at random cost what the size of their index says.
 */
export class RawInserts {
  private readonly db: DatabaseSync;

  /** @param log whose rows are in the table already; none where it is undefined */
  constructor(file: string, log: string | undefined) {
    this.db = new DatabaseSync(file);
    this.db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      CREATE TABLE events (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stream INTEGER NOT NULL, revision INTEGER NOT NULL,
        type TEXT NOT NULL, schema INTEGER NOT NULL, recorded_at TEXT NOT NULL, data TEXT NOT NULL,
        metadata TEXT NOT NULL, UNIQUE (stream, revision)
      ) STRICT`);
    if (log === undefined) return;
    this.db.prepare('ATTACH ? AS log').run(log);
    this.db.exec('INSERT INTO main.events SELECT * FROM log.events; DETACH log; PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** Rows per second. */
  run(rows: readonly LogRow[]): number {
    const insert = this.db.prepare(
      'INSERT INTO events (id, stream, revision, type, schema, recorded_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    const elapsed = stopwatch();
    for (let from = 0; from < rows.length; from += GROUP) {
      this.db.exec('BEGIN IMMEDIATE');
      for (const row of rows.slice(from, from + GROUP)) insert.run(...row);
      this.db.exec('COMMIT');
    }
    return rows.length / elapsed();
  }

  close(): void {
    this.db.close();
  }
}
