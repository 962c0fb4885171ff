import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WriteRefused, WriterError } from './group-commit.errors.js';
import { GroupCommitWriter, type GroupCommitOptions } from './group-commit.writer.js';
import type { NoteRequest, NotesOptions } from './testing/notes.handler.js';
import { walSize } from './wal.js';

type NotesWriter = GroupCommitWriter<NoteRequest, number>;

describe('a group-commit writer', () => {
  let folder: string;
  let file: string;
  const opened: NotesWriter[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'on-record-'));
    file = join(folder, 'notes.db');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((writer) => writer.close()));
    rmSync(folder, { recursive: true });
  });

  async function open(options: Partial<GroupCommitOptions> = {}, handlerOptions: NotesOptions = {}) {
    const handler = new URL('./testing/notes.handler.js', import.meta.url);
    const writer: NotesWriter = await GroupCommitWriter.open({ file, handler, handlerOptions, ...options });
    opened.push(writer);
    return writer;
  }

  function notes(): unknown[] {
    const db = new DatabaseSync(file, { readOnly: true });
    const rows = db.prepare('SELECT text FROM notes ORDER BY n').all();
    db.close();
    return rows.map((row) => row['text']);
  }

  const texts = (count: number, prefix = 'note') => Array.from({ length: count }, (_, n) => `${prefix} ${n}`);

  it('answers once the write can be read by others', async () => {
    const writer = await open();
    await writer.submit('first');
    expect(notes()).toEqual(['first']);
  });

  it('keeps the order in which requests were submitted', async () => {
    const writer = await open();
    const answers = await Promise.all(texts(1000).map((text) => writer.submit(text)));
    expect(answers).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1));
    expect(notes()).toEqual(texts(1000));
  });

  it('commits at most once for every 16 requests while 64 are in flight', async () => {
    const writer = await open();
    const client = async (name: string) => {
      for (const text of texts(20, name)) await writer.submit(text);
    };
    await Promise.all(texts(64, 'client').map(client));
    const { commits, requests } = writer.counters;
    expect(requests).toBe(64 * 20);
    expect(requests / commits).toBeGreaterThanOrEqual(16);
  });

  it('refuses one request of a batch, undoes what it wrote, and commits the others', async () => {
    const writer = await open();
    const [before, refused, after] = await Promise.allSettled([
      writer.submit('before'),
      writer.submit({ make: 'REFUSAL' }),
      writer.submit('after'),
    ]);
    expect(before.status).toBe('fulfilled');
    expect(after.status).toBe('fulfilled');
    expect(refused).toMatchObject({ status: 'rejected', reason: { details: { because: 'asked to' } } });
    expect((refused as PromiseRejectedResult).reason).toBeInstanceOf(WriteRefused);
    expect(notes()).toEqual(['before', 'after']);
  });

  it("tells a broken handler's error, and commits the others", async () => {
    const writer = await open();
    const [broken, twice, fine] = await Promise.allSettled([
      writer.submit({ make: 'ERROR' }),
      writer.submit('one').then(() => writer.submit('one')),
      writer.submit('two'),
    ]);
    expect(broken).toMatchObject({ reason: { failure: 'HANDLER', written: 'nothing', why: 'broken' } });
    expect(twice).toMatchObject({ reason: { failure: 'DATABASE', written: 'nothing' } });
    expect(fine.status).toBe('fulfilled');
    expect(notes()).toEqual(['one', 'two']);
  });

  it('refuses a request that cannot be cloned, alone', async () => {
    const writer = await open();
    const [bad, good] = await Promise.allSettled([
      writer.submit({ make: 'ERROR', call: () => 1 } as NoteRequest),
      writer.submit('good'),
    ]);
    expect(bad).toMatchObject({ reason: { failure: 'NOT_CLONEABLE', written: 'nothing' } });
    expect(good.status).toBe('fulfilled');
  });

  it('refuses requests beyond its queue, and takes new ones when it is empty again', async () => {
    const writer = await open({ maxQueue: 10 });
    const results = await Promise.allSettled(texts(12).map((text) => writer.submit(text)));
    expect(results.map(({ status }) => status).lastIndexOf('fulfilled')).toBe(9);
    expect(results[10]).toMatchObject({ reason: { failure: 'QUEUE_FULL', written: 'nothing' } });
    await expect(writer.submit('later')).resolves.toBe(11);
  });

  it('rejects the whole batch when the database is full, and works again when there is room', async () => {
    const writer = await open({}, { maxPages: 8 });
    const large = 'x'.repeat(100_000);
    const results = await Promise.allSettled([writer.submit('small'), writer.submit(large)]);
    for (const result of results)
      expect(result).toMatchObject({ reason: { failure: 'DATABASE', code: 13, file, written: 'nothing' } });
    expect(notes()).toEqual([]);
    await expect(writer.submit('small')).resolves.toBe(1);
  });

  it('rejects what was pending when its thread ends, and everything after', async () => {
    const writer = await open();
    await writer.submit('safe');
    const results = await Promise.allSettled([writer.submit('lost'), writer.submit({ make: 'CRASH' })]);
    for (const result of results)
      expect(result).toMatchObject({ reason: { failure: 'WORKER_LOST', written: 'unknown' } });
    await expect(writer.submit('late')).rejects.toThrow(WriterError);
    expect(notes()).toEqual(['safe']);
  });

  it('finishes what was accepted before it closes, and leaves no WAL', async () => {
    const writer = await open();
    const accepted = texts(300).map((text) => writer.submit(text));
    await writer.close();
    await Promise.all(accepted);
    await expect(writer.submit('late')).rejects.toMatchObject({ failure: 'CLOSED' });
    expect(walSize(file)).toBe(0);
    expect(notes()).toEqual(texts(300));
  });

  it('lets another process write between its commits', async () => {
    const writer = await open();
    await writer.submit('ours');
    const other = new DatabaseSync(file, { timeout: 5000 });
    other.exec("INSERT INTO notes (text) VALUES ('theirs')");
    other.close();
    await writer.submit('ours again');
    expect(notes()).toEqual(['ours', 'theirs', 'ours again']);
  });

  it('says which lock is in the way when another process does not let go', async () => {
    const writer = await open({ database: { busyTimeout: 20 } });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(writer.submit('blocked')).rejects.toMatchObject({
      code: 5,
      why: expect.stringContaining('another process'),
    });
    other.exec('ROLLBACK');
    other.close();
    await expect(writer.submit('free')).resolves.toBe(1);
  });

  it('cuts a WAL that has grown beyond its limit', async () => {
    const writer = await open({ walLimit: 100_000 });
    await writer.submit('x'.repeat(1_000_000));
    await writer.submit('answered after the cut');
    expect(walSize(file)).toBeLessThan(100_000);
  });

  it('does not open a file whose folder is missing, and says so', async () => {
    file = join(folder, 'missing', 'notes.db');
    await expect(open()).rejects.toMatchObject({ file, code: 14, why: expect.stringContaining('folder') });
  });
});
