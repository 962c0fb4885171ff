import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '#sqlite';

const VERSION = 1;

/** Triggers, since a checkpoint that was signed and seen cannot be taken back by anyone, us included. */
const TABLES = `
  CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, root BLOB NOT NULL, note TEXT NOT NULL) STRICT;
  CREATE TABLE signing_key (
    id INTEGER PRIMARY KEY,
    vkey TEXT NOT NULL UNIQUE,
    first_size INTEGER NOT NULL,
    last_size INTEGER NOT NULL
  ) STRICT;
  CREATE TRIGGER checkpoint_stays BEFORE DELETE ON checkpoint
    BEGIN SELECT RAISE(ABORT, 'a signed checkpoint is never removed'); END;
  CREATE TRIGGER checkpoint_is_final BEFORE UPDATE ON checkpoint
    BEGIN SELECT RAISE(ABORT, 'a signed checkpoint is never altered'); END;
  CREATE TRIGGER head_only_grows BEFORE INSERT ON checkpoint
    WHEN NEW.size <= (SELECT max(size) FROM checkpoint)
    BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
`;

/** Beside the version: a program that knows nothing of it seals as it did, and `advance` keeps the tree one. */
const LEASE = `
  CREATE TABLE IF NOT EXISTS lease (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    node TEXT NOT NULL,
    until INTEGER NOT NULL
  ) STRICT;
`;

/** Makes the tables in a new file; refuses one that another version of this program wrote. */
export function migrate(db: DatabaseSync, readOnly: boolean): void {
  const version = () => Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version() === VERSION && (readOnly || hasLease(db))) return;
  const unknown = (found: number) =>
    new Error(`it holds version ${found}, and this program knows heads of version ${VERSION}: start the other version`);
  if (readOnly) throw unknown(version());
  transaction(db, () => {
    const found = version();
    // Another process may have been faster.
    if (found === VERSION) return db.exec(LEASE);
    if (found !== 0 || db.prepare('SELECT 1 FROM sqlite_schema').get()) throw unknown(found);
    db.exec(TABLES + LEASE);
    db.exec(`PRAGMA user_version = ${VERSION}`);
  });
}

export const hasLease = (db: DatabaseSync): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'lease'").get() !== undefined;
