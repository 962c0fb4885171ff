import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '#sqlite';

const VERSION = 1;

/**
 * Openings have an id that is never used twice (AUTOINCREMENT): the name filter takes up what came after the last id it
 * saw. An erased opening keeps its row with neither key nor ciphertext. `checked` is set once the log was seen to hold
 * the commitment, so that a sweep looks at new rows only.
 */
const TABLES = `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE subject_key (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL CHECK (status IN ('ACTIVE', 'FENCED', 'DESTROYED')),
    wrapped BLOB,
    fenced_by TEXT,
    CHECK ((wrapped IS NULL) = (status = 'DESTROYED'))
  ) STRICT;
  CREATE TABLE opening (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id TEXT NOT NULL,
    path TEXT NOT NULL,
    commitment TEXT NOT NULL,
    subject_id INTEGER NOT NULL REFERENCES subject_key (id),
    field TEXT NOT NULL,
    stored_at INTEGER NOT NULL,
    checked INTEGER NOT NULL DEFAULT 0,
    data_key BLOB,
    sealed BLOB,
    UNIQUE (event_id, path, commitment)
  ) STRICT;
  CREATE INDEX opening_by_subject ON opening (subject_id, field) WHERE sealed IS NOT NULL;
  CREATE INDEX opening_unchecked ON opening (stored_at) WHERE checked = 0;
  CREATE TABLE name_token (
    token BLOB NOT NULL,
    opening_id INTEGER NOT NULL REFERENCES opening (id) ON DELETE CASCADE,
    PRIMARY KEY (token, opening_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX name_token_by_opening ON name_token (opening_id);
  CREATE TABLE purpose_key (purpose TEXT PRIMARY KEY, id TEXT NOT NULL, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE erasure (
    entry TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    fields TEXT NOT NULL,
    openings INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX erasure_by_subject ON erasure (subject);
  CREATE TABLE token (
    token_id TEXT PRIMARY KEY,
    actor TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    label BLOB,
    expires_at INTEGER,
    revoked_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX token_by_actor ON token (actor);
  CREATE TABLE checkpoint (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Makes the tables in a new file; refuses a file that another version of this program wrote. */
export function migrate(db: DatabaseSync): void {
  transaction(db, () => {
    const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
    if (found === VERSION) return;
    if (found !== 0 || db.prepare('SELECT 1 FROM sqlite_schema').get()) {
      throw new Error(
        `it holds version ${found} of something else or newer, and this program knows vaults of version ${VERSION}: ` +
          'start the version that wrote it, or name another file',
      );
    }
    db.exec(TABLES);
    db.exec(`PRAGMA user_version = ${VERSION}`);
  });
}
