import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { opening, person } from '../contract/openings.builder.js';
import { SealedVault } from '../sealed-vault.js';
import type { Vault } from '../vault.port.js';
import { MasterKeyError, VaultUnavailableError } from '../vault.errors.js';
import { openSqliteVault } from './open-sqlite-vault.js';
import { SqliteVaultStore } from './sqlite-vault.store.js';

const BY_OTHERS = 0o077;

describe('the vault of the embedded mode', () => {
  let folder: string;
  let file: string;
  let keyFile: string;
  const opened: Vault[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'on-record-'));
    [file, keyFile] = [join(folder, 'vault.db'), join(folder, 'vault.key')];
  });
  afterEach(async () => {
    for (const vault of opened.splice(0)) await vault.close();
    rmSync(folder, { recursive: true });
  });

  async function open(parts = {}): Promise<Vault> {
    const vault = await openSqliteVault({ file, keyFile, ...parts });
    opened.push(vault);
    return vault;
  }
  const closed = async () => {
    for (const vault of opened.splice(0)) await vault.close();
  };

  it('makes its key and its file for their owner alone', async () => {
    const vault = await open();
    await vault.put([opening()]);
    for (const name of [file, `${file}-wal`, `${file}-shm`, keyFile]) expect(statSync(name).mode & BY_OTHERS).toBe(0);
  });

  it('takes its file back from others', async () => {
    await open();
    await closed();
    chmodSync(file, 0o644);
    await open();
    expect(statSync(file).mode & BY_OTHERS).toBe(0);
  });

  it('does not start without its key, and leaves everything as it was', async () => {
    const one = opening();
    await (await open()).put([one]);
    await closed();
    const key = readFileSync(keyFile);
    rmSync(keyFile);
    await expect(open()).rejects.toThrow(MasterKeyError);
    writeFileSync(keyFile, key, { mode: 0o600 });
    await expect((await open()).open([one])).resolves.toEqual([one]);
  });

  it('names a file that is damaged, is no database, or is not a vault', async () => {
    writeFileSync(file, 'this is a letter, not a database; '.repeat(100));
    await expect(open()).rejects.toThrow(VaultUnavailableError);
    await expect(open()).rejects.toThrow(file);
    rmSync(file);
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE letters (text)');
    other.close();
    await expect(open()).rejects.toThrow('name another file');
    rmSync(file);
    await open();
    await closed();
    truncateSync(file, 8192);
    await expect(open()).rejects.toThrow(VaultUnavailableError);
  });

  it('refuses a vault that a newer version wrote', async () => {
    await open();
    await closed();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 2');
    db.close();
    await expect(open()).rejects.toThrow('start the version that wrote it');
  });

  it('shares commits among many puts', async () => {
    const store = await SqliteVaultStore.open({ file });
    const vault = await SealedVault.open(store, { masterKey: randomBytes(32) });
    opened.push(vault);
    const before = store.counters;
    await Promise.all(Array.from({ length: 640 }, () => vault.put([opening(), opening()])));
    const [requests, commits] = [store.counters.requests - before.requests, store.counters.commits - before.commits];
    expect(requests).toBe(640);
    expect(requests / commits).toBeGreaterThanOrEqual(16);
  });

  it('serves two processes: each sees what the other put and erased', async () => {
    const [a, b] = [await open(), await open()];
    const subject = person();
    const [first, second] = [opening({ subject }), opening({ subject, field: 'name', value: 'Ana Ruiz' })];
    await a.put([first]);
    await b.put([second]);
    await expect(a.open([first, second])).resolves.toEqual([first, second]);
    await expect(a.findNamesInText('Ana Ruiz')).resolves.toHaveLength(1);
    await a.erase({ subject, fields: 'ALL', entry: randomUUID(), isBefore: () => true });
    await expect(b.put([opening({ subject })])).rejects.toMatchObject({ code: 'SUBJECT_ERASED' });
    await expect(b.open([first])).resolves.toEqual([undefined]);
  });

  it('says so where another process keeps erased bytes in the WAL, and can be asked again', async () => {
    const store = await SqliteVaultStore.open({ file, purgeAttempts: 2 });
    const vault = await SealedVault.open(store, { masterKey: randomBytes(32) });
    opened.push(vault);
    const one = opening();
    await vault.put([one]);
    const reader = new DatabaseSync(file, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM opening').get();
    const again = { subject: one.subject, fields: 'ALL', entry: randomUUID(), isBefore: () => true } as const;
    await expect(vault.erase(again)).rejects.toThrow('end that process and repeat');
    await expect(vault.open([one])).resolves.toEqual([undefined]);
    reader.close();
    await expect(vault.erase(again)).resolves.toEqual({ openings: 0 });
    expect(statSync(`${file}-wal`).size).toBe(0);
  });
});
