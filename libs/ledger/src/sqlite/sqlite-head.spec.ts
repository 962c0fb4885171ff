import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { headContract, headOf } from '#ledger/contract';
import { SqliteHeadStore } from '#ledger/sqlite';

const newFolder = () => mkdtempSync(join(tmpdir(), 'on-record-head-'));

headContract('SQLite', async () => {
  const folder = newFolder();
  return {
    open: () => SqliteHeadStore.open({ file: join(folder, 'head.db') }),
    close: async () => rmSync(folder, { recursive: true }),
  };
});

describe('the file of the head', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = newFolder();
    file = join(folder, 'head.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lets no one alter, remove or undercut a checkpoint, not even with SQL', async () => {
    const head = await SqliteHeadStore.open({ file });
    await head.advance(0, headOf(5), ['a']);
    const db = new DatabaseSync(file);
    expect(() => db.exec("UPDATE checkpoint SET note = 'x'")).toThrow('a signed checkpoint is never altered');
    expect(() => db.exec('DELETE FROM checkpoint')).toThrow('a signed checkpoint is never removed');
    expect(() => db.exec("INSERT INTO checkpoint VALUES (4, x'00', 'x')")).toThrow('the ledger only grows');
    db.close();
    await head.close();
  });

  it('of another kind is refused by name', async () => {
    writeFileSync(file, 'this is a letter, not a database; '.repeat(100));
    await expect(SqliteHeadStore.open({ file })).rejects.toThrow(`${file} is not available: it is not an SQLite`);
    rmSync(file);
    await expect(SqliteHeadStore.open({ file, readOnly: true })).rejects.toThrow('there is no such file');
    new DatabaseSync(file).exec('CREATE TABLE something (else_ TEXT)');
    await expect(SqliteHeadStore.open({ file })).rejects.toThrow('it holds version 0');
  });
});
