import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from './open-database.js';
import { DatabaseFileError } from './sqlite.errors.js';
import { transaction } from './transaction.js';
import { truncateWal, walSize } from './wal.js';

describe('opening a database', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'on-record-'));
    file = join(folder, 'some.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes through to the disk at every commit', () => {
    const db = openDatabase(file);
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(db.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 5000 });
    expect(db.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
    db.close();
  });

  it('names a file that is not a database', () => {
    writeFileSync(file, 'this is a letter, not a database; '.repeat(100));
    expect(() => openDatabase(file)).toThrow(DatabaseFileError);
    expect(() => openDatabase(file)).toThrow(`${file}: it is not an SQLite database`);
  });

  it('names a damaged file', () => {
    const db = openDatabase(file);
    db.exec('CREATE TABLE a (b); CREATE TABLE c (d); CREATE TABLE e (f)');
    db.close();
    truncateSync(file, 4096);
    const read = () => {
      const damaged = openDatabase(file);
      try {
        return damaged.prepare('SELECT * FROM e').all();
      } catch (error) {
        throw DatabaseFileError.from(file, error);
      } finally {
        damaged.close();
      }
    };
    expect(read).toThrow(`${file}: it is damaged`);
  });

  it('creates nothing when it opens read-only', () => {
    expect(() => openDatabase(file, { readOnly: true })).toThrow(`${file}: there is no such file`);
    openDatabase(file).close();
    const db = openDatabase(file, { readOnly: true });
    expect(() => db.exec('CREATE TABLE a (b)')).toThrow('readonly');
    db.close();
  });

  it('undoes a transaction that fails, and gives the first error', () => {
    const db = openDatabase(file);
    db.exec('CREATE TABLE a (b)');
    const failing = () =>
      transaction(db, () => {
        db.exec('INSERT INTO a VALUES (1)');
        throw new Error('changed its mind');
      });
    expect(failing).toThrow('changed its mind');
    expect(db.prepare('SELECT count(*) AS n FROM a').get()).toEqual({ n: 0 });
    db.close();
  });

  it('cuts the WAL unless a reader is in it', () => {
    const db = openDatabase(file);
    db.exec('CREATE TABLE a (b); INSERT INTO a VALUES (1)');
    const reader = openDatabase(file, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM a').all();
    db.exec('INSERT INTO a VALUES (2)');
    expect(truncateWal(db, 0)).toBe(false);
    expect(walSize(file)).toBeGreaterThan(0);
    reader.close();
    expect(truncateWal(db, 0)).toBe(true);
    expect(walSize(file)).toBe(0);
    expect(db.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 5000 });
    db.close();
  });
});
