import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RawRow, VaultHarness } from '../../contract/vault.harness.js';
import { SealedVault } from '../../sealed-vault.js';
import type { OpeningRef } from '../../vault.port.js';
import { SqliteVaultStore } from '../sqlite-vault.store.js';

const KEY = 'event_id = ? AND path = ? AND commitment = ?';

export interface SqliteVaultHarness extends VaultHarness {
  readonly folder: string;
  readonly file: string;
}

/** A vault in a folder of its own, with a look into its file. */
export async function makeSqliteVault(): Promise<SqliteVaultHarness> {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-'));
  const file = join(folder, 'vault.db');
  const clock = { now: Date.UTC(2026, 0, 15) };
  const masterKey = randomBytes(32);
  const options = { clock: () => clock.now };
  let store: SqliteVaultStore;
  let vault: SealedVault;

  async function open(key: Uint8Array): Promise<SealedVault> {
    store = await SqliteVaultStore.open({ file, ...options });
    // Values from memory would hide what a test does to the rows.
    vault = await SealedVault.open(store, { masterKey: key, cache: { ttl: 0 }, ...options });
    return vault;
  }

  function behind<T>(look: (db: DatabaseSync) => T): T {
    const db = new DatabaseSync(file);
    try {
      return look(db);
    } finally {
      db.close();
    }
  }

  await open(masterKey);
  return {
    folder,
    file,
    clock,
    masterKey,
    get vault() {
      return vault;
    },
    async reopen(key = masterKey) {
      await vault.close();
      return open(key);
    },
    storedBytes: () =>
      Promise.resolve(Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))),
    async rawRow({ eventId, path, commitment }: OpeningRef) {
      const sql = `SELECT data_key AS dataKey, sealed FROM opening WHERE ${KEY}`;
      return behind((db) => db.prepare(sql).get(eventId, path, commitment)) as unknown as RawRow;
    },
    async setRawRow({ eventId, path, commitment }, { dataKey, sealed }) {
      const sql = `UPDATE opening SET data_key = ?, sealed = ? WHERE ${KEY}`;
      behind((db) => db.prepare(sql).run(dataKey, sealed, eventId, path, commitment));
    },
    fence: (subject) => store.fence({ entry: randomUUID(), subject, fields: 'ALL', at: clock.now }),
    async close() {
      await vault.close();
      rmSync(folder, { recursive: true });
    },
  };
}
