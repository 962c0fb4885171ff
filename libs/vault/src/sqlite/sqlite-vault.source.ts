import type { DatabaseSync } from 'node:sqlite';
import { DatabaseFileError, isBlank, openDatabase } from '#sqlite';
import type { MovedKind, MovedRows, MovedVault, VaultSource } from '../moving/moved.rows.js';
import type { PurposeKeyRow } from '../store/vault-store.port.js';
import { VaultUnavailableError } from '../vault.errors.js';

const PAGE = 500;

/** Each with a place to go on from; by rowid, or by the key where a table has none. */
const PAGES: Readonly<Record<MovedKind, string>> = {
  subjects: `SELECT id AS place, subject, status, wrapped, fenced_by AS fencedBy FROM subject_key
    WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
  openings: `SELECT o.id AS place, o.event_id AS eventId, o.path, o.commitment, k.subject, o.field,
      o.stored_at AS storedAt, o.checked, o.data_key AS dataKey, o.sealed
    FROM opening o JOIN subject_key k ON k.id = o.subject_id WHERE o.id > ? ORDER BY o.id LIMIT ${PAGE}`,
  erasures: `SELECT entry AS place, entry, subject, fields, openings, at FROM erasure
    WHERE entry > ? ORDER BY entry LIMIT ${PAGE}`,
  tokens: `SELECT token_id AS place, token_id AS tokenId, actor, secret_hash AS secretHash, label,
      expires_at AS expiresAt, revoked_at AS revokedAt FROM token WHERE token_id > ? ORDER BY token_id LIMIT ${PAGE}`,
};
const BEGINNING: Readonly<Record<MovedKind, string | number>> = {
  subjects: -1,
  openings: -1,
  erasures: '',
  tokens: '',
};

type Row = { readonly place: string | number } & Record<string, unknown>;

/** The vault of the embedded mode, as it is read to be moved. Nothing may write to it meanwhile. */
export class SqliteVaultSource implements VaultSource {
  private constructor(
    readonly where: string,
    private readonly db: DatabaseSync,
  ) {}

  /** @throws VaultUnavailableError where the file is not there or cannot be read */
  static async open(file: string): Promise<SqliteVaultSource> {
    try {
      if (isBlank(file)) throw new DatabaseFileError(file, 'there is no vault: name the right file or DATA_DIR');
      return new SqliteVaultSource(file, openDatabase(file, { readOnly: true }));
    } catch (error) {
      throw unavailable(file, error);
    }
  }

  async about(): Promise<MovedVault | undefined> {
    return this.try(() => {
      const masterKeyId = this.all<{ value: string }>("SELECT value FROM setting WHERE name = 'master-key'")[0]?.value;
      if (masterKeyId === undefined) return undefined;
      const count = (table: string) => Number(this.all<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)[0]?.n);
      return {
        masterKeyId,
        checkpoints: this.all('SELECT name, value FROM checkpoint ORDER BY name'),
        purposes: this.all<PurposeKeyRow>('SELECT purpose, id, wrapped FROM purpose_key ORDER BY purpose'),
        counts: {
          subjects: count('subject_key'),
          openings: count('opening'),
          erasures: count('erasure'),
          tokens: count('token'),
        },
      };
    });
  }

  async *pages<Kind extends MovedKind>(kind: Kind): AsyncGenerator<readonly MovedRows[Kind][]> {
    for (let place = BEGINNING[kind]; ;) {
      const after = place;
      const rows = this.try(() => this.all<Row>(PAGES[kind], after));
      const last = rows.at(-1);
      if (last === undefined) return;
      place = last.place;
      yield this.try(() => rows.map(({ place: at, ...row }) => this.whole(kind, at, row)));
    }
  }

  async close(): Promise<void> {
    if (this.db.isOpen) this.db.close();
  }

  private whole<Kind extends MovedKind>(kind: Kind, id: string | number, row: object): MovedRows[Kind] {
    if (kind !== 'openings') return row as MovedRows[Kind];
    const tokens = this.all<{ token: Uint8Array }>(
      'SELECT token FROM name_token INDEXED BY name_token_by_opening WHERE opening_id = ? ORDER BY token',
      id,
    );
    const { checked } = row as { checked: number };
    return {
      ...row,
      checked: checked !== 0,
      nameTokens: tokens.map(({ token }) => token),
    } as unknown as MovedRows[Kind];
  }

  private all<T>(sql: string, ...values: (string | number)[]): T[] {
    return this.db
      .prepare(sql)
      .all(...values)
      .map((row) => ({ ...row })) as T[];
  }

  private try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw unavailable(this.where, error);
    }
  }
}

const unavailable = (file: string, cause: unknown): VaultUnavailableError =>
  new VaultUnavailableError(file, DatabaseFileError.from(file, cause).why, { cause });
