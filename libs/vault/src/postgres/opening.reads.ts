import type { StoredRow, SubjectKeyState, UncheckedRow } from '../store/vault-store.port.js';
import type { ErasureRecord, OpeningRef, VaultStats } from '../vault.port.js';
import { columnsOf, REFS, SAME } from './refs.js';
import type { Sql } from './sql.port.js';

const COLUMNS = `
  o.event_id AS "eventId", o.path, o.commitment, k.subject, o.field, s.data_key AS "dataKey", s.sealed,
  w.wrapped AS "subjectKey"`;
const SEALED = `
  JOIN subject_key k ON k.id = o.subject_id AND k.status = 'ACTIVE'
  JOIN wrapped_key w ON w.subject_id = k.id AND w.bucket = k.bucket
  JOIN sealed_value s ON s.opening_id = o.id AND s.bucket = k.bucket`;

export function openingsOf(sql: Sql, eventId: string): Promise<StoredRow[]> {
  return sql.query<StoredRow>(`SELECT ${COLUMNS} FROM opening o ${SEALED} WHERE o.event_id = $1 ORDER BY o.id`, [
    eventId,
  ]);
}

export async function openings(sql: Sql, refs: readonly OpeningRef[]): Promise<readonly (StoredRow | undefined)[]> {
  if (refs.length === 0) return [];
  const rows = await sql.query<StoredRow & { place: number }>(
    `SELECT r.place::float8 AS place, ${COLUMNS} FROM ${REFS} JOIN opening o ON ${SAME} ${SEALED}`,
    columnsOf(refs),
  );
  const found = new Map(rows.map(({ place, ...row }) => [place, row]));
  return refs.map((_, i) => found.get(i + 1));
}

export async function subjectKey(sql: Sql, subject: string): Promise<SubjectKeyState | undefined> {
  const rows = await sql.query<SubjectKeyState>(
    `SELECT k.status, w.wrapped FROM subject_key k
     LEFT JOIN wrapped_key w ON w.subject_id = k.id AND w.bucket = k.bucket WHERE k.subject = $1`,
    [subject],
  );
  return rows[0];
}

export async function fencedSubjects(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.query<{ subject: string }>(
    "SELECT subject FROM subject_key WHERE status = 'FENCED' ORDER BY id",
  );
  return rows.map(({ subject }) => subject);
}

export function openingsOfSubject(sql: Sql, subject: string, fields: readonly string[]): Promise<OpeningRef[]> {
  return sql.query<OpeningRef>(
    `SELECT o.event_id AS "eventId", o.path, o.commitment FROM opening o
     JOIN subject_key k ON k.id = o.subject_id
     WHERE k.subject = $1 AND o.field = ANY ($2::text[]) AND NOT o.erased ORDER BY o.id`,
    [subject, fields],
  );
}

export async function erasures(sql: Sql, subject: string): Promise<readonly ErasureRecord[]> {
  const rows = await sql.query<Omit<ErasureRecord, 'fields'> & { fields: string }>(
    `SELECT entry, subject, fields, openings::float8 AS openings, at::float8 AS at FROM erasure e
     WHERE subject = $1 ORDER BY e.at, entry`,
    [subject],
  );
  return rows.map((row) => ({ ...row, fields: JSON.parse(row.fields) as ErasureRecord['fields'] }));
}

export function unchecked(
  sql: Sql,
  storedBefore: number,
  after: UncheckedRow | undefined,
  limit: number,
): Promise<UncheckedRow[]> {
  return sql.query<UncheckedRow>(
    `SELECT event_id AS "eventId", path, commitment, stored_at::float8 AS "storedAt", id::float8 AS place FROM opening o
     WHERE NOT checked AND stored_at < $1::bigint AND (stored_at, id) > ($2::bigint, $3::bigint)
     ORDER BY o.stored_at, o.id LIMIT $4`,
    [storedBefore, after?.storedAt ?? Number.MIN_SAFE_INTEGER, after?.place ?? 0, limit],
  );
}

export async function stats(sql: Sql): Promise<VaultStats> {
  const [row] = await sql.query<VaultStats>(
    `SELECT (SELECT count(*) FROM opening WHERE NOT erased)::float8 AS openings,
            (SELECT count(*) FROM subject_key WHERE status = 'ACTIVE')::float8 AS subjects,
            (SELECT count(*) FROM subject_key WHERE status <> 'ACTIVE')::float8 AS "erasedSubjects"`,
  );
  return row ?? { openings: 0, subjects: 0, erasedSubjects: 0 };
}

/** Milliseconds since the Unix epoch, when the statement is carried out: `now()` would be the transaction's begin. */
export async function clockTime(sql: Sql): Promise<number | undefined> {
  const rows = await sql.query<{ now: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now');
  return rows[0]?.now;
}
