import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvents, newStream } from '#event-store/contract';
import { SqliteEventStore } from '#event-store/sqlite';
import { openSqliteVault } from '#vault/sqlite';
import { loadConfig } from '../config/index.js';
import { createLogger } from '../logging/logger.js';
import { firstAdministrator } from './issue-token.js';
import { openInstallation } from './installation.js';
import { executorOn, nowhere, openStores } from './stores.js';

const logger = createLogger('silent');
const OLDER = { ONRECORD_ACCEPT_OLDER_LOG: 'true' };

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrecord-same-record-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const configOf = (more = {}) => loadConfig({ DATA_DIR: folder, ...more });
const file = (name: string) => join(folder, name);
const without = (name: string) => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file(name + suffix), { force: true });
};
/** Without those that SQLite makes for reading. */
const filesOf = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/-(shm|wal)$/.test(name))
    .toSorted();

const followedTo = (kept = '{}') => (JSON.parse(kept) as { position?: string }).position;

/** A server that ran and was stopped. Gives its log's id. */
async function ran(): Promise<string> {
  const installation = await openInstallation(configOf(), logger);
  await firstAdministrator({ ...installation.stores, executor: installation.executor });
  await until(
    async () =>
      followedTo(await installation.stores.vault.getCheckpoint('erasures')) ===
      String(await installation.stores.store.head()),
  );
  await installation.close();
  return installation.stores.logId;
}

async function opens(more = {}): Promise<string> {
  const stores = await openStores(configOf(more));
  await stores.close();
  return stores.logId;
}

describe('files of one record', () => {
  it('are made in an empty folder, and opened again', async () => {
    const logId = await opens();
    expect(await opens()).toBe(logId);
  });

  it('are completed where the first start was killed between vault and log', async () => {
    const vault = await openSqliteVault({ file: file('vault.db'), keyFile: file('vault.key') });
    await vault.close();
    await opens();
  });

  it('are opened where they were made before the vault kept the id of its log', async () => {
    const logId = await ran();
    const vault = new DatabaseSync(file('vault.db'));
    vault.exec("DELETE FROM checkpoint WHERE name = 'log'");
    vault.close();
    expect(await opens()).toBe(logId);
  });
});

describe('a log that is gone', () => {
  const gone: readonly [string, () => void][] = [
    ['removed', () => without('log.db')],
    ['cut to nothing', () => truncateSync(file('log.db'), 0)],
    ['cut to one byte', () => truncateSync(file('log.db'), 1)],
  ];
  it.each(gone)('is not begun anew: %s', async (_, lose) => {
    await ran();
    lose();
    const before = filesOf();
    await expect(opens()).rejects.toThrow(/The log is missing: .*log\.db holds no entry, and .*vault\.db has followed/);
    await expect(opens(OLDER)).rejects.toThrow('The log is missing');
    expect(filesOf()).toEqual(before);
    expect(statSync(file('log.db'), { throwIfNoEntry: false })?.size ?? 0).toBeLessThan(2);
  });

  it('is not begun anew where the vault went with it and the read model is left', async () => {
    await ran();
    without('log.db');
    without('vault.db');
    await expect(opens()).rejects.toThrow(/The log is missing: .* and .*read-model has followed one/);
  });

  it('is not replaced by another', async () => {
    const mine = await ran();
    const other = mkdtempSync(join(tmpdir(), 'onrecord-other-'));
    const { close, logId } = await openStores(configOf({ DATA_DIR: other }));
    await close();
    copyFileSync(join(other, 'log.db'), file('log.db'));
    rmSync(other, { recursive: true });
    await expect(opens(OLDER)).rejects.toThrow(new RegExp(`is log ${logId}, and .* belongs to log ${mine}`));
  });
});

describe('a log that is older than the vault', () => {
  const older = async () => {
    await opens();
    copyFileSync(file('log.db'), file('older'));
    const logId = await ran();
    without('log.db');
    copyFileSync(file('older'), file('log.db'));
    return logId;
  };

  it('is refused, and the message says how to go on', async () => {
    await older();
    await expect(opens()).rejects.toThrow(
      /ends at position 2, and .* has followed it to event [0-9a-f-]{36}, revision \d+ of actor-.*ONRECORD_ACCEPT_OLDER_LOG/,
    );
  });

  it('is refused where other entries were recorded in the place of those that were lost', async () => {
    await older();
    const store = await SqliteEventStore.open({ file: file('log.db') });
    for (let n = 0; n < 20; n++) await store.append(newStream(), 'no-stream', newEvents(1));
    await store.close();
    await expect(opens()).rejects.toThrow(/ends at position 22, and .* which is not there/);
  });

  it('is gone on with where the operator says so, once, and what is erased from then on is erased', async () => {
    const logId = await older();
    const stores = await openStores(configOf(OLDER));
    expect(await stores.vault.getCheckpoint('erasures')).toBe(String(await stores.store.head()));
    await firstAdministrator({ ...stores, executor: executorOn(stores, nowhere) });
    await stores.close();
    expect(await opens()).toBe(logId);
  });
});

describe('a vault that is gone', () => {
  it.each([
    ['removed', () => without('vault.db')],
    ['cut to nothing', () => truncateSync(file('vault.db'), 0)],
  ])('is not begun anew beside a log: %s', async (_, lose) => {
    await ran();
    lose();
    await expect(opens()).rejects.toThrow(
      /The vault is missing: .*log\.db holds a record, and .*vault\.db holds nothing/,
    );
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await holds());) {
    if (Date.now() > end) throw new Error('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
