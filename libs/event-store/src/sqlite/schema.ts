import type { DatabaseSync } from 'node:sqlite';
import { DatabaseFileError, transaction } from '#sqlite';

/** "ORec" in ASCII: tells our log from any other database (https://www.sqlite.org/pragma.html#pragma_application_id). */
const APPLICATION_ID = 0x4f526563;
const VERSION = 1;

const UNCHANGED = `
  CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event is never changed'); END;`;

/**
 * AUTOINCREMENT, since a plain rowid gives the place of a vanished tail to the next event. A surrogate for the stream
 * and no index beyond the two that promises need: wide text keys are most of what an append writes.
 *
 * UPDATE and DELETE are aborted for every connection, also that of another tool. REPLACE deletes without firing delete
 * triggers (unless `recursive_triggers` is on), so an insert over something that exists is aborted as well.
 */
const SCHEMA = `
  CREATE TABLE streams (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    stream INTEGER NOT NULL REFERENCES streams (key),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    type TEXT NOT NULL,
    schema INTEGER NOT NULL CHECK (schema >= 1),
    recorded_at TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;

  ${UNCHANGED}
  CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event is never removed'); END;
  CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND revision = NEW.revision)
      OR EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event is never replaced'); END;

  CREATE TRIGGER streams_are_not_renamed BEFORE UPDATE ON streams
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: a stream is never renamed'); END;
  CREATE TRIGGER streams_are_not_removed BEFORE DELETE ON streams
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: a stream is never removed'); END;
  CREATE TRIGGER streams_are_not_replaced BEFORE INSERT ON streams
    WHEN EXISTS (SELECT 1 FROM streams WHERE name = NEW.name) OR EXISTS (SELECT 1 FROM streams WHERE key = NEW.key)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: a stream is never replaced'); END;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${VERSION};
`;

/**
 * Lets events be changed for as long as `work` takes, within one transaction: no other connection ever sees the log
 * without its guard, and a crash leaves it in place. For the removal of withheld texts alone, and for nothing else.
 */
export function withoutGuard<T>(db: DatabaseSync, work: () => T): T {
  return transaction(db, () => {
    db.exec('DROP TRIGGER events_are_not_changed');
    const result = work();
    db.exec(UNCHANGED);
    return result;
  });
}

/** Creates the log's tables in an empty file. @throws {DatabaseFileError} where the file holds something else. */
export function createSchema(db: DatabaseSync, file: string): void {
  transaction(db, () => {
    if (isEmpty(db)) db.exec(SCHEMA);
  });
  checkSchema(db, file);
}

/** @throws {DatabaseFileError} where the file is no log, or one of another version of this software. */
export function checkSchema(db: DatabaseSync, file: string): void {
  const application = pragma(db, 'application_id');
  const version = pragma(db, 'user_version');
  if (isEmpty(db)) throw new DatabaseFileError(file, 'it is an empty database, not a log: name the right file');
  if (application !== APPLICATION_ID) {
    throw new DatabaseFileError(file, 'it is a database of some other software, not a log: name another file');
  }
  if (version !== VERSION) {
    const why = `the log has format ${version} and this version of the software reads format ${VERSION}: use the one that wrote it`;
    throw new DatabaseFileError(file, why);
  }
}

const isEmpty = (db: DatabaseSync) => db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0;

const pragma = (db: DatabaseSync, name: 'application_id' | 'user_version') =>
  Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
