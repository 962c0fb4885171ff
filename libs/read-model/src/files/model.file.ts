import { closeSync, fsyncSync, openSync } from 'node:fs';
import { openDatabase } from '#sqlite';
import { DatabaseSync } from 'node:sqlite';
import { INDEXES, TABLES } from '../tables/tables.sql.js';

/** Of a connection that writes, and of one that answers queries. */
const WRITER_CACHE_KIB = 32 * 1024;
const READER_CACHE_KIB = 64 * 1024;

/**
 * A new file, filled as fast as the disk takes it: no journal and no fsync, since a file that is not finished is thrown
 * away; without secondary indexes; and in one transaction, which is open when this returns. Committed batch by batch,
 * every page was written six times, and the search index merged out of as many small pieces as there were batches.
 */
export function createModelFile(file: string, signature: string): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
           PRAGMA cache_size = ${-WRITER_CACHE_KIB}; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON`);
  db.exec(TABLES);
  db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('signature', signature);
  db.exec('BEGIN IMMEDIATE');
  return db;
}

/** Builds the indexes, puts everything on disk, and makes the file fit to be served. Closes the connection. */
export function finishModelFile(file: string, db: DatabaseSync): void {
  db.exec('COMMIT');
  db.exec(INDEXES);
  db.exec("INSERT INTO text_search (text_search) VALUES ('optimize')");
  db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('complete', 'yes');
  db.exec('PRAGMA locking_mode = NORMAL; PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL');
  db.close();
  fsync(file);
}

export function fsync(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * An event changes pages here and there, the same again and again, and each is copied once for all changes since the last
 * checkpoint: at the default of 16 MiB a tenth of what was caught up with went into that.
 */
const WAL_BYTES = 64 * 1024 * 1024;

/** For the projector, live. What the newest commits lose to a power failure is projected again. */
export function openForProjecting(file: string): DatabaseSync {
  const db = openDatabase(file, {
    synchronous: 'NORMAL',
    cacheKib: WRITER_CACHE_KIB,
    journalSizeLimit: WAL_BYTES,
  });
  // A withheld text must leave no bytes behind.
  db.exec('PRAGMA secure_delete = ON');
  return db;
}

export const openForReading = (file: string): DatabaseSync =>
  openDatabase(file, { readOnly: true, cacheKib: READER_CACHE_KIB });

/** Whether a file was filled to its end, and by which version of the read model. */
export function isComplete(file: string, signature: string): boolean {
  let db: DatabaseSync | undefined;
  try {
    db = openDatabase(file, { readOnly: true });
    const meta = db.prepare('SELECT value FROM meta WHERE key = ?');
    return meta.get('signature')?.['value'] === signature && meta.get('complete')?.['value'] === 'yes';
  } catch {
    // Missing, damaged or foreign: all it takes is to fill another.
    return false;
  } finally {
    db?.close();
  }
}
