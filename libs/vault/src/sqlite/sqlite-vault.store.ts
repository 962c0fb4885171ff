import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import {
  DatabaseFileError,
  GroupCommitWriter,
  openDatabase,
  truncateWal,
  walSize,
  WriteRefused,
  WriterError,
} from '#sqlite';
import type * as port from '../store/vault-store.port.js';
import { VaultUnavailableError } from '../vault.errors.js';
import type { ErasureRecord, OpeningRef, VaultStats } from '../vault.port.js';
import { preparePrivateFile } from './private-file.js';
import { VaultReads } from './vault.reads.js';
import { packPut, type Refusal, type VaultWrite } from './vault-write.protocol.js';

export interface SqliteVaultStoreOptions {
  readonly file: string;
  /** Milliseconds since the Unix epoch; the age of an opening, for the sweep. */
  readonly clock?: () => number;
  /** Times, 100 ms apart, that `purge` tries to cut a WAL that another process reads; default 50. */
  readonly purgeAttempts?: number;
}

/** Milliseconds. */
const PURGE_PAUSE = 100;

/** Sealed rows in one SQLite file. Reads are on the calling thread, writes share commits on a thread of their own. */
export class SqliteVaultStore implements port.VaultStore {
  /** Up to where all name tokens had been read, and at which version of the database. */
  private tokensRead: { readonly version: number; readonly cursor: string | undefined } | undefined;

  private constructor(
    readonly where: string,
    private readonly db: DatabaseSync,
    private readonly reads: VaultReads,
    private readonly writer: GroupCommitWriter<VaultWrite, unknown>,
    private readonly clock: () => number,
    private readonly purgeAttempts: number,
  ) {}

  /** @throws VaultUnavailableError where the file cannot be used */
  static async open(options: SqliteVaultStoreOptions): Promise<SqliteVaultStore> {
    const { file, clock = Date.now, purgeAttempts = 50 } = options;
    let writer: GroupCommitWriter<VaultWrite, unknown> | undefined;
    try {
      preparePrivateFile(file);
      const handler = new URL('./vault-write.handler.js', import.meta.url);
      writer = await GroupCommitWriter.open<VaultWrite, unknown>({ file, handler });
      // Not read-only: it also cuts the WAL after an erasure.
      const db = openDatabase(file);
      return new SqliteVaultStore(file, db, new VaultReads(db), writer, clock, purgeAttempts);
    } catch (error) {
      await writer?.close();
      throw unavailable(file, error);
    }
  }

  /** Commits to disk, and writes that shared them. */
  get counters(): { readonly commits: number; readonly requests: number } {
    return this.writer.counters;
  }

  masterKeyId(): Promise<string | undefined> {
    return this.read((reads) => reads.masterKeyId());
  }

  initialise(masterKeyId: string): Promise<string> {
    return this.write({ op: 'initialise', masterKeyId });
  }

  put(request: port.PutRequest): Promise<port.PutOutcome> {
    return this.outcome(packPut(request, this.clock()));
  }

  openingsOf(eventId: string): Promise<readonly port.StoredRow[]> {
    return this.read((reads) => reads.openingsOf(eventId));
  }

  openings(refs: readonly OpeningRef[]): Promise<readonly (port.StoredRow | undefined)[]> {
    return this.read((reads) => refs.map((ref) => reads.opening(ref)));
  }

  subjectKey(subject: string): Promise<port.SubjectKeyState | undefined> {
    return this.read((reads) => reads.subjectKey(subject));
  }

  fence(record: port.NewErasureRecord): Promise<void> {
    return this.write({ op: 'fence', record });
  }

  destroy(subject: string): Promise<number> {
    return this.write({ op: 'destroy', subject });
  }

  fencedSubjects(): Promise<readonly string[]> {
    return this.read((reads) => reads.fencedSubjects());
  }

  openingsOfSubject(subject: string, fields: readonly string[]): Promise<readonly OpeningRef[]> {
    return this.read((reads) => reads.openingsOfSubject(subject, fields));
  }

  remove(refs: readonly OpeningRef[], record: port.NewErasureRecord): Promise<number> {
    return this.write({ op: 'remove', refs, record });
  }

  erasures(subject: string): Promise<readonly ErasureRecord[]> {
    return this.read((reads) => reads.erasures(subject));
  }

  /** Deleted content is zeros in the database; what is left of it is in the WAL's older frames. */
  async purge(): Promise<void> {
    for (let attempt = 0; attempt < this.purgeAttempts; attempt++) {
      if (await this.read(() => truncateWal(this.db, 0))) return;
      await setTimeout(PURGE_PAUSE);
    }
    const why =
      'another process keeps reading it, so erased bytes cannot be removed from its WAL: end that process and repeat';
    throw new VaultUnavailableError(this.where, why);
  }

  unchecked(
    before: number,
    after: port.UncheckedRow | undefined,
    limit: number,
  ): Promise<readonly port.UncheckedRow[]> {
    return this.read((reads) => reads.unchecked(before, after, limit));
  }

  keep(refs: readonly OpeningRef[]): Promise<void> {
    return this.write({ op: 'keep', refs });
  }

  removeUnchecked(refs: readonly OpeningRef[], storedBefore: number): Promise<number> {
    return this.write({ op: 'removeUnchecked', refs, storedBefore });
  }

  purposeKey(purpose: string): Promise<port.PurposeKeyRow | undefined> {
    return this.read((reads) => reads.purposeKey(purpose));
  }

  addPurposeKey(row: port.PurposeKeyRow, masterKeyId: string): Promise<port.PurposeKeyRow | undefined> {
    return this.write({ op: 'addPurposeKey', row, masterKeyId });
  }

  keys(): Promise<port.KeySet> {
    return this.read((reads) => reads.keys());
  }

  async replaceKeys(from: string, to: string, keys: port.KeySet): Promise<boolean> {
    try {
      return await this.write<boolean>({ op: 'replaceKeys', from, to, keys });
    } catch (error) {
      if (error instanceof WriteRefused) return false;
      throw error;
    }
  }

  /** Asked before every text that is recorded: while nobody has committed there is nothing to look for. */
  nameTokensSince(cursor: string | undefined, limit: number) {
    return this.read((reads) => {
      const version = reads.dataVersion();
      if (version === this.tokensRead?.version && cursor === this.tokensRead.cursor) return { tokens: [], cursor };
      const rows = reads.nameTokensSince(Number(cursor ?? 0), limit);
      const last = rows.at(-1)?.opening;
      // The page may end within a name: its opening is read again.
      const next = last === undefined ? cursor : String(rows.length < limit ? last : last - 1);
      this.tokensRead = rows.length < limit ? { version, cursor: next } : undefined;
      return { tokens: rows.map(({ token }) => token), cursor: next };
    });
  }

  namesWith(tokens: readonly Uint8Array[], among: readonly string[] | undefined, limit: number) {
    return this.read((reads) =>
      among ? reads.namesOfSubjectsWith(tokens, among, limit) : reads.namesWith(tokens, limit),
    );
  }

  putToken(row: port.TokenRow, masterKeyId: string, key: port.SubjectKeyRow): Promise<port.PutOutcome> {
    return this.outcome({ op: 'putToken', row, masterKeyId, key });
  }

  findToken(tokenId: string): Promise<port.TokenRow | undefined> {
    return this.read((reads) => reads.token(tokenId));
  }

  revokeToken(tokenId: string, at: number): Promise<void> {
    return this.write({ op: 'revokeToken', tokenId, at });
  }

  listTokens(actor: string): Promise<readonly port.TokenRow[]> {
    return this.read((reads) => reads.tokensOf(actor));
  }

  getCheckpoint(name: string): Promise<string | undefined> {
    return this.read((reads) => reads.checkpoint(name));
  }

  setCheckpoint(name: string, value: string): Promise<void> {
    return this.write({ op: 'setCheckpoint', name, value });
  }

  async sharedTime(): Promise<undefined> {
    return undefined;
  }

  stats(): Promise<VaultStats> {
    return this.read((reads) => ({ ...reads.stats(), walBytes: walSize(this.where) }));
  }

  async close(): Promise<void> {
    if (this.db.isOpen) this.db.close();
    await this.writer.close();
  }

  private async read<T>(query: (reads: VaultReads) => T): Promise<T> {
    try {
      return query(this.reads);
    } catch (error) {
      throw unavailable(this.where, error);
    }
  }

  private async write<T = void>(request: VaultWrite): Promise<T> {
    try {
      return (await this.writer.submit(request)) as T;
    } catch (error) {
      if (error instanceof WriteRefused) throw error;
      throw unavailable(this.where, error);
    }
  }

  private async outcome(request: VaultWrite): Promise<port.PutOutcome> {
    try {
      await this.write(request);
      return { kind: 'STORED' };
    } catch (error) {
      if (error instanceof WriteRefused) return error.details as Refusal;
      throw error;
    }
  }
}

function unavailable(file: string, cause: unknown): VaultUnavailableError {
  if (cause instanceof VaultUnavailableError) return cause;
  const why = cause instanceof WriterError ? cause.why : DatabaseFileError.from(file, cause).why;
  return new VaultUnavailableError(file, why, { cause });
}
