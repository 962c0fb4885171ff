import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { KeySet, NameRow, StoredRow, SubjectKeyState, TokenRow, UncheckedRow } from '../store/vault-store.port.js';
import type { ErasureRecord, OpeningRef, VaultStats } from '../vault.port.js';

const ROW = `
  SELECT o.event_id AS eventId, o.path, o.commitment, k.subject, o.field, o.data_key AS dataKey, o.sealed,
         k.wrapped AS subjectKey
  FROM opening o JOIN subject_key k ON k.id = o.subject_id
  WHERE o.sealed IS NOT NULL AND k.status = 'ACTIVE' AND o.event_id = ?`;
const TOKEN = `
  SELECT token_id AS tokenId, actor, secret_hash AS secretHash, label, expires_at AS expiresAt, revoked_at AS revokedAt
  FROM token`;

/** Queries of the vault on a connection of the calling thread: each is short, and none is held across an await. */
export class VaultReads {
  private readonly statements = new Map<string, StatementSync>();

  constructor(private readonly db: DatabaseSync) {}

  masterKeyId(): string | undefined {
    return this.one<{ value: string }>("SELECT value FROM setting WHERE name = 'master-key'")?.value;
  }

  openingsOf(eventId: string): StoredRow[] {
    return this.all<StoredRow>(`${ROW} ORDER BY o.id`, eventId);
  }

  opening({ eventId, path, commitment }: OpeningRef): StoredRow | undefined {
    return this.one<StoredRow>(`${ROW} AND o.path = ? AND o.commitment = ?`, eventId, path, commitment);
  }

  subjectKey(subject: string): SubjectKeyState | undefined {
    return this.one<SubjectKeyState>('SELECT status, wrapped FROM subject_key WHERE subject = ?', subject);
  }

  fencedSubjects(): string[] {
    const rows = this.all<{ subject: string }>("SELECT subject FROM subject_key WHERE status = 'FENCED' ORDER BY id");
    return rows.map(({ subject }) => subject);
  }

  openingsOfSubject(subject: string, fields: readonly string[]): OpeningRef[] {
    return this.all<OpeningRef>(
      `SELECT event_id AS eventId, path, commitment FROM opening
       WHERE subject_id = (SELECT id FROM subject_key WHERE subject = ?)
         AND field IN (SELECT value FROM json_each(?)) AND sealed IS NOT NULL
       ORDER BY id`,
      subject,
      JSON.stringify(fields),
    );
  }

  erasures(subject: string): ErasureRecord[] {
    const sql = 'SELECT entry, subject, fields, openings, at FROM erasure WHERE subject = ? ORDER BY at, entry';
    const rows = this.all<Omit<ErasureRecord, 'fields'> & { fields: string }>(sql, subject);
    return rows.map((row) => ({ ...row, fields: JSON.parse(row.fields) as ErasureRecord['fields'] }));
  }

  unchecked(storedBefore: number, after: UncheckedRow | undefined, limit: number): UncheckedRow[] {
    return this.all<UncheckedRow>(
      `SELECT event_id AS eventId, path, commitment, stored_at AS storedAt, id AS place FROM opening
       WHERE checked = 0 AND stored_at < ? AND (stored_at, id) > (?, ?) ORDER BY stored_at, id LIMIT ?`,
      storedBefore,
      after?.storedAt ?? Number.MIN_SAFE_INTEGER,
      after?.place ?? 0,
      limit,
    );
  }

  purposeKey(purpose: string): KeySet['purposes'][number] | undefined {
    return this.one('SELECT purpose, id, wrapped FROM purpose_key WHERE purpose = ?', purpose);
  }

  keys(): KeySet {
    return {
      subjects: this.all("SELECT subject, wrapped FROM subject_key WHERE status = 'ACTIVE'"),
      purposes: this.all('SELECT purpose, id, wrapped FROM purpose_key'),
    };
  }

  /** Changes whenever another connection has committed: https://www.sqlite.org/pragma.html#pragma_data_version */
  dataVersion(): number {
    return this.one<{ data_version: number }>('PRAGMA data_version')!.data_version;
  }

  nameTokensSince(cursor: number, limit: number): { readonly token: Uint8Array; readonly opening: number }[] {
    return this.all(
      `SELECT token, opening_id AS opening FROM name_token INDEXED BY name_token_by_opening
       WHERE opening_id > ? ORDER BY opening_id LIMIT ?`,
      cursor,
      limit,
    );
  }

  /** In the order of the first token's index, so that the limit ends the look-up: some names are shared by thousands. */
  namesWith(tokens: readonly Uint8Array[], limit: number): NameRow[] {
    const joins = tokens.map((_, i) =>
      i === 0 ? 'name_token t0' : `name_token t${i} ON t${i}.opening_id = t0.opening_id`,
    );
    const wanted = tokens.map((_, i) => `t${i}.token = ?`).join(' AND ');
    return this.all<NameRow>(
      `SELECT CAST(o.id AS TEXT) AS name, k.subject FROM ${joins.join(' CROSS JOIN ')}
       CROSS JOIN opening o ON o.id = t0.opening_id CROSS JOIN subject_key k ON k.id = o.subject_id
       WHERE ${wanted} AND k.status = 'ACTIVE' ORDER BY t0.opening_id LIMIT ?`,
      ...tokens,
      limit,
    );
  }

  /** By way of the few subjects' names: a token such as "Maria" has thousands. */
  namesOfSubjectsWith(tokens: readonly Uint8Array[], among: readonly string[], limit: number): NameRow[] {
    const each = 'EXISTS (SELECT 1 FROM name_token t WHERE t.token = ? AND t.opening_id = o.id)';
    return this.all<NameRow>(
      `SELECT CAST(o.id AS TEXT) AS name, k.subject FROM subject_key k CROSS JOIN opening o
       WHERE k.subject IN (SELECT value FROM json_each(?)) AND k.status = 'ACTIVE'
         AND o.subject_id = k.id AND o.field = 'name' AND o.sealed IS NOT NULL
         AND ${tokens.map(() => each).join(' AND ')} LIMIT ?`,
      JSON.stringify(among),
      ...tokens,
      limit,
    );
  }

  token(tokenId: string): TokenRow | undefined {
    const row = this.one<Row>(`${TOKEN} WHERE token_id = ?`, tokenId);
    return row && withoutNulls<TokenRow>(row);
  }

  tokensOf(actor: string): TokenRow[] {
    return this.all<Row>(`${TOKEN} WHERE actor = ? ORDER BY token_id`, actor).map(withoutNulls<TokenRow>);
  }

  checkpoint(name: string): string | undefined {
    return this.one<{ value: string }>('SELECT value FROM checkpoint WHERE name = ?', name)?.value;
  }

  stats(): VaultStats {
    const row = this.one<VaultStats>(
      `SELECT (SELECT count(*) FROM opening WHERE sealed IS NOT NULL) AS openings,
              (SELECT count(*) FROM subject_key WHERE status = 'ACTIVE') AS subjects,
              (SELECT count(*) FROM subject_key WHERE status <> 'ACTIVE') AS erasedSubjects`,
    );
    return row ?? { openings: 0, subjects: 0, erasedSubjects: 0 };
  }

  private one<T>(sql: string, ...values: (string | number | Uint8Array)[]): T | undefined {
    const row = this.statement(sql).get(...values);
    return row && ({ ...row } as T);
  }

  private all<T>(sql: string, ...values: (string | number | Uint8Array)[]): T[] {
    return this.statement(sql).all(...values) as T[];
  }

  private statement(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}

type Row = Record<string, unknown>;

function withoutNulls<T>(row: Row): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
