import { accessSync, constants, existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseFileError } from './sqlite.errors.js';

export interface OpenOptions {
  /** Default false. A read-only connection creates nothing and refuses every write. */
  readonly readOnly?: boolean;
  /**
   * Default `FULL`: each commit is on disk when it returns, so what was answered survives power loss. `NORMAL` may lose
   * the newest commits then (never the file's integrity): only for what can be computed again.
   */
  readonly synchronous?: 'FULL' | 'NORMAL' | 'OFF';
  /** Milliseconds to wait for another connection's lock; default 5,000. Waiting blocks the calling thread. */
  readonly busyTimeout?: number;
  /** Bytes to which SQLite cuts the WAL whenever it starts it anew; default 16 MiB. */
  readonly journalSizeLimit?: number;
  /** KiB of page cache of this connection; default 16,384. */
  readonly cacheKib?: number;
  /** Integers as `bigint`; default false. */
  readonly readBigInts?: boolean;
}

const MIB = 1024 * 1024;
const PAGE_BYTES = 4_096;

/**
 * Opens a database file in WAL mode, creating it unless `readOnly`. `:memory:` gives one in memory (without WAL).
 *
 * @throws {DatabaseFileError} where the file is missing (read-only), damaged, not a database or not writable.
 */
export function openDatabase(file: string, options: OpenOptions = {}): DatabaseSync {
  const { readOnly = false, busyTimeout = 5_000, readBigInts = false } = options;
  let db: DatabaseSync | undefined;
  try {
    refuseUnwritable(file, readOnly);
    db = new DatabaseSync(file, { readOnly, timeout: busyTimeout, readBigInts, enableForeignKeyConstraints: true });
    configure(db, file, options);
    return db;
  } catch (error) {
    db?.close();
    throw DatabaseFileError.from(file, error);
  }
}

/** SQLite opens a file that it may not write as read-only, silently, and fails at the first write only. */
function refuseUnwritable(file: string, readOnly: boolean): void {
  if (readOnly) {
    if (!existsSync(file)) throw new DatabaseFileError(file, 'there is no such file: check the name');
    return;
  }
  if (!existsSync(file)) return;
  try {
    accessSync(file, constants.W_OK);
  } catch (cause) {
    throw new DatabaseFileError(file, 'it cannot be written: check its owner and permissions', undefined, { cause });
  }
}

function configure(db: DatabaseSync, file: string, options: OpenOptions): void {
  const { readOnly = false, synchronous = 'FULL', journalSizeLimit = 16 * MIB, cacheKib = 16_384 } = options;
  db.exec(`PRAGMA cache_size = ${-Math.trunc(cacheKib)}`);
  // The first look into the file: a damaged header shows here, not at the first query.
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
  if (readOnly) return;
  const mode = db.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
  if (mode !== 'wal' && file !== ':memory:')
    throw new DatabaseFileError(
      file,
      `its file system does not allow WAL (journal mode is "${String(mode)}"): use a local disk`,
    );
  db.exec(`PRAGMA synchronous = ${synchronous}; PRAGMA journal_size_limit = ${Math.trunc(journalSizeLimit)}`);
  // As late as the limit allows, instead of at 1,000 pages: inserts by random key write the same pages again and again,
  // and each checkpoint copies a page once, however often it was written since the last.
  db.exec(`PRAGMA wal_autocheckpoint = ${Math.trunc(journalSizeLimit / PAGE_BYTES)}`);
}
