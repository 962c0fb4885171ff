import { DatabaseSync } from 'node:sqlite';
import { newEvents, newStream } from '#event-store/contract';
import { TemporaryLog } from './testing/temporary-log.js';

describe('the log file', () => {
  let log: TemporaryLog;
  beforeEach(() => (log = new TemporaryLog()));
  afterEach(() => log.dispose());

  /** Another tool, that knows nothing of us. */
  function otherTool<T>(use: (db: DatabaseSync) => T): T {
    const db = new DatabaseSync(log.file, { timeout: 5000 });
    try {
      return use(db);
    } finally {
      db.close();
    }
  }
  const count = () => otherTool((db) => db.prepare('SELECT count(*) AS n FROM events').get()?.['n']);

  it.each([
    ['a change of an event', "UPDATE events SET data = '{}' WHERE revision = 1", 'never changed'],
    ['a removal of an event', 'DELETE FROM events WHERE revision = 1', 'never removed'],
    ['a removal of all events', 'DELETE FROM events', 'never removed'],
    [
      'a replacement by event id',
      `REPLACE INTO events (id, stream, revision, type, schema, recorded_at, data, metadata)
       SELECT id, stream, 99, type, schema, recorded_at, '{}', metadata FROM events WHERE revision = 1`,
      'never replaced',
    ],
    [
      'a replacement by place in the stream',
      `INSERT OR REPLACE INTO events (id, stream, revision, type, schema, recorded_at, data, metadata)
       SELECT 'another', stream, revision, type, schema, recorded_at, '{}', metadata FROM events WHERE revision = 1`,
      'never replaced',
    ],
    [
      'a replacement by position',
      `REPLACE INTO events SELECT position, 'another', stream, 99, type, schema, recorded_at, '{}', metadata
       FROM events WHERE revision = 1`,
      'never replaced',
    ],
    ['another name for a stream', "UPDATE streams SET name = 'log'", 'never renamed'],
    ['a removal of a stream', 'PRAGMA foreign_keys = OFF; DELETE FROM streams', 'never removed'],
    ['a replacement of a stream', "REPLACE INTO streams SELECT key, 'log' FROM streams", 'never replaced'],
  ])('refuses %s, by whatever tool', async (_, sql, message) => {
    const store = await log.open();
    await store.append(newStream(), 'no-stream', newEvents(3));
    expect(() => otherTool((db) => db.exec(sql))).toThrow(message);
    expect(count()).toBe(3);
  });

  it('never gives the place of a vanished event to another one', async () => {
    const store = await log.open();
    const { position } = await store.append(newStream(), 'no-stream', newEvents(3));
    otherTool((db) => db.exec('DROP TRIGGER events_are_not_removed; DELETE FROM events'));
    const later = await store.append(newStream(), 'no-stream', newEvents(1));
    expect(later.position > position).toBe(true);
  });

  it('is refused, and left as it is, when a newer version of the software has written it', async () => {
    await (await log.open()).close();
    otherTool((db) => db.exec('PRAGMA user_version = 2'));
    await expect(log.open()).rejects.toMatchObject({ name: 'LogUnavailableError', where: log.file });
    await expect(log.open({ readOnly: true })).rejects.toThrow('format 2');
  });

  it('is refused, and left as it is, when it belongs to another program', async () => {
    otherTool((db) => db.exec('CREATE TABLE customers (name TEXT)'));
    await expect(log.open()).rejects.toThrow('some other software');
    expect(otherTool((db) => db.prepare('SELECT name FROM sqlite_schema').all())).toEqual([{ name: 'customers' }]);
  });

  it('is not made out of nothing by who only wants to read', async () => {
    await expect(log.open({ readOnly: true })).rejects.toThrow(
      `the log at ${log.file} is not available: there is no such file`,
    );
    otherTool((db) => db.exec('VACUUM'));
    await expect(log.open({ readOnly: true })).rejects.toThrow('an empty database, not a log');
  });
});
