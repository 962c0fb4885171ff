import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { commitment, newSalt } from '#catalogue';
import { MasterKeyError, type Opening, OpeningCheck, SealedVault, type VaultTarget } from '#vault';
import { PostgresVaultTarget } from '#vault/postgres';
import { openSqliteVault, SqliteVaultSource } from '#vault/sqlite';
import { PostgresVaultStore } from '../../../../libs/vault/src/postgres/postgres-vault.store.js';
import { newSchema, testServer } from '../../../../libs/vault/src/postgres/testing/postgres-vault.harness.js';
import { copyVault } from './copy-vault.js';

const server = testServer();

let folder: string;
let schema: string;
const key = randomBytes(32);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copy-vault-'));
  schema = newSchema();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'vault.db');
const connect = () => server.connect(schema);
const subject = () => `person-${randomUUID()}`;

function opening(of: string, field: string, value: Opening['value']): Opening {
  const [eventId, path, salt] = [randomUUID(), `/data/${field}`, newSalt()];
  return { eventId, path, salt, value, subject: of, field, commitment: commitment(eventId, path, salt, value) };
}

/** A vault with all there is in one: names, an erased field, somebody erased as a whole, tokens, places in the log. */
async function given(named = 2) {
  const vault = await openSqliteVault({ file: file(), keyFile: '', configuredKey: key.toString('base64') });
  const [ada, bea, cleo] = [subject(), subject(), subject()];
  const names = Array.from({ length: named }, (_, n) => opening(ada, 'name', `Ada Testperson the ${n}th`));
  const age = opening(bea, 'age', 41);
  const nationality = opening(bea, 'nationality', 'VE');
  const gone = opening(cleo, 'name', 'Cleo Testperson');
  await vault.put([...names, age, nationality, gone]);
  const everything = { isBefore: () => true };
  await vault.erase({ subject: bea, fields: ['nationality'], entry: randomUUID(), ...everything });
  await vault.erase({ subject: cleo, fields: 'ALL', entry: randomUUID(), ...everything });
  const actor = `actor-${randomUUID()}`;
  const [tokenId, revoked] = ['a'.repeat(32), 'b'.repeat(32)];
  await vault.putToken({ tokenId, actor, secretHash: 'hash', label: 'a label', expiresAt: 2_000_000_000_000 });
  await vault.putToken({ tokenId: revoked, actor, secretHash: 'other' });
  await vault.revokeToken(revoked);
  await vault.setCheckpoint('log', 'the-log');
  await vault.setCheckpoint('erasures', '{"position":"7"}');
  const digest = await vault.derivedKey('command-digest');
  await vault.close();
  return { ada, bea, cleo, names, age, nationality, gone, actor, tokenId, digest };
}

async function move(changed: (target: VaultTarget) => VaultTarget = (target) => target, masterKey: Uint8Array = key) {
  const source = await SqliteVaultSource.open(file());
  const target = await PostgresVaultTarget.on(await connect());
  try {
    return await copyVault(source, changed(target), new OpeningCheck(masterKey));
  } finally {
    await source.close();
    await target.close();
  }
}

const openMoved = async () => SealedVault.open(await PostgresVaultStore.open(await connect()), { masterKey: key });

/** The target, but for the line to it, which is cut after so many pages were put. */
const cutAfter = (pages: number) => (target: VaultTarget) =>
  new Proxy(target, {
    get(of, name) {
      const value = Reflect.get(of, name) as unknown;
      if (name === 'put' && pages-- <= 0) return () => Promise.reject(new Error('the line was cut'));
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });

describe('a vault that moves to PostgreSQL', () => {
  it('holds there what it held: values, names, tokens, places in the log, and what was erased', async () => {
    const had = await given();
    expect(await move()).toMatchObject({ holds: true, logId: 'the-log', wasThere: false, opened: 3, named: [] });

    const vault = await openMoved();
    expect(await vault.open([...had.names, had.age])).toEqual([...had.names, had.age]);
    expect(await vault.open([had.nationality, had.gone])).toEqual([undefined, undefined]);
    await expect(vault.put([had.nationality])).rejects.toMatchObject({ name: 'OpeningErasedError' });
    await expect(vault.put([opening(had.cleo, 'age', 3)])).rejects.toMatchObject({ name: 'SubjectErasedError' });
    expect(await vault.erasures(had.bea)).toMatchObject([{ fields: ['nationality'], openings: 1 }]);
    expect(await vault.erasures(had.cleo)).toMatchObject([{ fields: 'ALL', openings: 1 }]);
    expect(await vault.searchByName('ada testperson')).toEqual([had.ada]);
    expect(await vault.searchByName('cleo')).toEqual([]);
    expect(await vault.findToken(had.tokenId)).toMatchObject({ actor: had.actor, expiresAt: 2_000_000_000_000 });
    expect(await vault.listTokens(had.actor)).toMatchObject([{ label: 'a label' }, {}]);
    expect((await vault.listTokens(had.actor)).filter(({ revokedAt }) => revokedAt !== undefined)).toHaveLength(1);
    expect(await vault.getCheckpoint('erasures')).toBe('{"position":"7"}');
    expect(await vault.derivedKey('command-digest')).toEqual(had.digest);
    // And goes on: one more of an old subject, and an erasure there.
    const more = opening(had.ada, 'name', 'Ada Otherperson');
    await vault.put([more]);
    await vault.erase({ subject: had.ada, fields: ['name'], entry: randomUUID(), isBefore: () => true });
    expect(await vault.open([had.names[0]!, more])).toEqual([undefined, undefined]);
    await vault.close();
  });

  it.each([0, 2])(
    'is no vault after a move that was cut off at page %i, and is moved by the next run',
    async (pages) => {
      const { age } = await given(700);
      await expect(move(cutAfter(pages))).rejects.toThrow('the line was cut');
      const store = await PostgresVaultStore.open(await connect());
      expect(await store.masterKeyId()).toBeUndefined();
      await store.close();
      expect(await move()).toMatchObject({ holds: true, wasThere: false, counts: { openings: 703 - 1 } });
      const vault = await openMoved();
      expect(await vault.open([age])).toEqual([age]);
      await vault.close();
    },
  );

  it('is only compared where it has moved already', async () => {
    await given();
    await move();
    expect(await move()).toMatchObject({ holds: true, wasThere: true, copied: { openings: 0 } });
    const vault = await openMoved();
    await vault.put([opening(subject(), 'age', 5)]);
    await vault.close();
    expect(await move()).toMatchObject({ holds: false, wasThere: true, differences: { EXTRA: 2, MISSING: 0 } });
  });

  it('is not moved over another one, nor into the beginning of one, and nothing is written', async () => {
    await given();
    await expect(move(cutAfter(2))).rejects.toThrow('the line was cut');
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'copy-vault-'));
    await given();
    const db = new DatabaseSync(file());
    db.exec("UPDATE checkpoint SET value = 'another-log' WHERE name = 'log'");
    db.close();
    await expect(move()).rejects.toThrow("holds the beginning of another vault's move");
    schema = newSchema();
    const vault = await openMoved();
    await vault.close();
    await expect(move()).rejects.toThrow('holds another vault');
  });

  it('needs its own key', async () => {
    await given();
    await expect(move(undefined, randomBytes(32))).rejects.toThrow('The key is not that of the vault');
    await expect(move(undefined, randomBytes(3))).rejects.toThrow(MasterKeyError);
  });
});

describe('a copy of a vault that is not what it should be', () => {
  it.each<[string, string, string]>([
    [
      'a value that was altered on the way',
      `UPDATE sealed_value SET sealed = '\\x00'::bytea WHERE opening_id = 1`,
      'CHANGED',
    ],
    ['a value that is gone', 'DELETE FROM opening WHERE id = 1', 'MISSING'],
    ['a token that was never issued', `INSERT INTO access_token VALUES ('c', 'actor-x', 'hash')`, 'EXTRA'],
    ['an erasure that is not told', 'DELETE FROM erasure', 'MISSING'],
    ['a key that is another', `UPDATE purpose_key SET id = 'other'`, 'CHANGED'],
  ])('is found, and does not become a vault: %s', async (_what, sql, kind) => {
    await given();
    const db = await connect();
    const report = await move(
      (target) =>
        new Proxy(target, {
          get(of, name) {
            const value = Reflect.get(of, name) as unknown;
            if (name === 'find' && sql !== '') {
              const statement = sql;
              sql = '';
              return async (...args: Parameters<VaultTarget['find']>) => {
                await db.query(statement);
                return of.find(...args);
              };
            }
            return typeof value === 'function' ? (value.bind(of) as unknown) : value;
          },
        }),
    );
    expect(report.holds).toBe(false);
    expect(report.named.map((one) => one.kind)).toContain(kind);
    expect(JSON.stringify(report)).not.toContain('Testperson');
    const store = await PostgresVaultStore.open(await connect());
    expect(await store.masterKeyId()).toBeUndefined();
    await store.close();
  });

  it('names a sealed value that was damaged before: it would have been lost unseen', async () => {
    const { age } = await given();
    const db = new DatabaseSync(file());
    db.prepare('UPDATE opening SET sealed = ? WHERE event_id = ?').run(randomBytes(92), age.eventId);
    db.close();
    expect(await move()).toMatchObject({
      holds: false,
      differences: { UNREADABLE: 1 },
      named: [{ kind: 'UNREADABLE', what: expect.stringContaining(age.eventId) as string }],
    });
  });
});
