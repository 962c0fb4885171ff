import type * as port from '../store/vault-store.port.js';
import type { ErasureRecord, OpeningRef, VaultStats } from '../vault.port.js';
import { getCheckpoint, setCheckpoint } from './checkpoint.rows.js';
import * as erasing from './erasure.writes.js';
import * as keyRows from './key.writes.js';
import { migrate } from './migrate.js';
import { namesOfSubjectsWith, namesWith, nameTokensSince } from './name.reads.js';
import * as reading from './opening.reads.js';
import * as writing from './opening.writes.js';
import { isCollision, unavailable } from './postgres.errors.js';
import { purge } from './purge.js';
import { Refused } from './refused.js';
import type { Sql, SqlDatabase } from './sql.port.js';
import * as tokens from './token.rows.js';

export interface PostgresVaultStoreOptions {
  /** Milliseconds since the Unix epoch; the age of an opening, for the sweep. */
  readonly clock?: () => number;
  /** Times, 100 ms apart, that `purge` tries a table that another transaction holds up; default 50. */
  readonly purgeAttempts?: number;
}

/** Transactions that met others in the same rows are given again this often. */
const ROUNDS = 10;

/** Sealed rows in one schema of a PostgreSQL database, shared by any number of nodes. Every method is one transaction. */
export class PostgresVaultStore implements port.VaultStore {
  private constructor(
    private readonly db: SqlDatabase,
    private readonly clock: () => number,
    private readonly purgeAttempts: number,
  ) {}

  /**
   * Makes the tables where there are none; closes the database where it fails.
   * @throws VaultUnavailableError where the database cannot be used
   */
  static async open(db: SqlDatabase, options: PostgresVaultStoreOptions = {}): Promise<PostgresVaultStore> {
    try {
      await migrate(db);
    } catch (error) {
      await db.close();
      throw unavailable(db.where, error);
    }
    const { clock = Date.now, purgeAttempts = 50 } = options;
    return new PostgresVaultStore(db, clock, purgeAttempts);
  }

  get where(): string {
    return this.db.where;
  }

  masterKeyId(): Promise<string | undefined> {
    return this.read(keyRows.masterKeyId);
  }

  initialise(masterKeyId: string): Promise<string> {
    return this.write((sql) => keyRows.initialise(sql, masterKeyId));
  }

  put(request: port.PutRequest): Promise<port.PutOutcome> {
    return this.outcome((sql) => writing.put(sql, request, this.clock()));
  }

  openingsOf(eventId: string): Promise<readonly port.StoredRow[]> {
    return this.read((sql) => reading.openingsOf(sql, eventId));
  }

  openings(refs: readonly OpeningRef[]): Promise<readonly (port.StoredRow | undefined)[]> {
    return this.read((sql) => reading.openings(sql, refs));
  }

  subjectKey(subject: string): Promise<port.SubjectKeyState | undefined> {
    return this.read((sql) => reading.subjectKey(sql, subject));
  }

  fence(record: port.NewErasureRecord): Promise<void> {
    return this.write((sql) => erasing.fence(sql, record));
  }

  destroy(subject: string): Promise<number> {
    return this.write((sql) => erasing.destroy(sql, subject));
  }

  fencedSubjects(): Promise<readonly string[]> {
    return this.read(reading.fencedSubjects);
  }

  openingsOfSubject(subject: string, fields: readonly string[]): Promise<readonly OpeningRef[]> {
    return this.read((sql) => reading.openingsOfSubject(sql, subject, fields));
  }

  remove(refs: readonly OpeningRef[], record: port.NewErasureRecord): Promise<number> {
    return this.write((sql) => erasing.remove(sql, refs, record));
  }

  erasures(subject: string): Promise<readonly ErasureRecord[]> {
    return this.read((sql) => reading.erasures(sql, subject));
  }

  purge(): Promise<void> {
    return this.mapped(() => purge(this.db, this.purgeAttempts));
  }

  unchecked(before: number, after: port.UncheckedRow | undefined, limit: number): Promise<port.UncheckedRow[]> {
    return this.read((sql) => reading.unchecked(sql, before, after, limit));
  }

  keep(refs: readonly OpeningRef[]): Promise<void> {
    return this.write((sql) => writing.keep(sql, refs));
  }

  removeUnchecked(refs: readonly OpeningRef[], storedBefore: number): Promise<number> {
    return this.write((sql) => writing.removeUnchecked(sql, refs, storedBefore));
  }

  purposeKey(purpose: string): Promise<port.PurposeKeyRow | undefined> {
    return this.read((sql) => keyRows.purposeKey(sql, purpose));
  }

  async addPurposeKey(row: port.PurposeKeyRow, masterKeyId: string): Promise<port.PurposeKeyRow | undefined> {
    try {
      return await this.write((sql) => keyRows.addPurposeKey(sql, row, masterKeyId));
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  keys(): Promise<port.KeySet> {
    return this.read(keyRows.keys);
  }

  async replaceKeys(from: string, to: string, keys: port.KeySet): Promise<boolean> {
    const outcome = await this.outcome((sql) => keyRows.replaceKeys(sql, from, to, keys));
    return outcome.kind === 'STORED';
  }

  nameTokensSince(cursor: string | undefined, limit: number) {
    return this.read((sql) => nameTokensSince(sql, cursor, limit));
  }

  namesWith(nameTokens: readonly Uint8Array[], among: readonly string[] | undefined, limit: number) {
    return this.read((sql) =>
      among ? namesOfSubjectsWith(sql, nameTokens, among, limit) : namesWith(sql, nameTokens, limit),
    );
  }

  putToken(row: port.TokenRow, masterKeyId: string, key: port.SubjectKeyRow): Promise<port.PutOutcome> {
    return this.outcome((sql) => tokens.putToken(sql, row, masterKeyId, key));
  }

  findToken(tokenId: string): Promise<port.TokenRow | undefined> {
    return this.read((sql) => tokens.findToken(sql, tokenId));
  }

  revokeToken(tokenId: string, at: number): Promise<void> {
    return this.write((sql) => tokens.revokeToken(sql, tokenId, at));
  }

  listTokens(actor: string): Promise<readonly port.TokenRow[]> {
    return this.read((sql) => tokens.listTokens(sql, actor));
  }

  getCheckpoint(name: string): Promise<string | undefined> {
    return this.read((sql) => getCheckpoint(sql, name));
  }

  setCheckpoint(name: string, value: string): Promise<void> {
    return this.write((sql) => setCheckpoint(sql, name, value));
  }

  sharedTime(): Promise<number | undefined> {
    return this.read(reading.clockTime);
  }

  stats(): Promise<VaultStats> {
    return this.read(reading.stats);
  }

  close(): Promise<void> {
    return this.db.close();
  }

  private read<T>(query: (sql: Sql) => Promise<T>): Promise<T> {
    return this.mapped(() => query(this.db));
  }

  private write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.mapped(async () => {
      for (let round = 1; ; round++) {
        try {
          return await this.db.transaction(work);
        } catch (error) {
          if (round >= ROUNDS || !isCollision(error)) throw error;
        }
      }
    });
  }

  private async outcome(work: (sql: Sql) => Promise<void>): Promise<port.PutOutcome> {
    try {
      await this.write(work);
      return { kind: 'STORED' };
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  }

  private async mapped<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw unavailable(this.where, error);
    }
  }
}
