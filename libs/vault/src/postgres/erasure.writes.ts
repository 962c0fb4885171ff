import type { NewErasureRecord } from '../store/vault-store.port.js';
import type { OpeningRef } from '../vault.port.js';
import { bucketOf, partOf } from './bucket.js';
import { dueAfter, removeSealed } from './opening.writes.js';
import { markDue } from './purge.js';
import { columnsOf, lockedRefs } from './refs.js';
import type { Sql } from './sql.port.js';

/** Waits for puts that hold the subject's key; those that come later wait for this, and are refused. */
export async function fence(sql: Sql, record: NewErasureRecord): Promise<void> {
  // A subject that the vault never met gets a row too, so that no key is ever made for it.
  await sql.query(
    `INSERT INTO subject_key AS k (subject, bucket, status, fenced_by) VALUES ($1, $2, 'FENCED', $3)
     ON CONFLICT (subject) DO UPDATE SET status = 'FENCED', fenced_by = excluded.fenced_by WHERE k.status = 'ACTIVE'`,
    [record.subject, bucketOf(record.subject), record.entry],
  );
  await addToRecord(sql, record, 0);
}

export async function destroy(sql: Sql, subject: string): Promise<number> {
  // Of two nodes that end the same key, the second waits here and then finds it ended.
  const [key] = await sql.query<{ id: string; bucket: number; fencedBy: string }>(
    `SELECT id::text AS id, bucket, fenced_by AS "fencedBy" FROM subject_key
     WHERE subject = $1 AND status = 'FENCED' FOR UPDATE`,
    [subject],
  );
  if (!key) return 0;
  const openings = await sql.query<{ id: string; field: string; erased: boolean }>(
    'DELETE FROM opening WHERE subject_id = $1::bigint RETURNING id::text AS id, field, erased',
    [key.id],
  );
  const gone = openings.map((one) => ({ ...one, bucket: key.bucket }));
  await removeSealed(sql, gone);
  await sql.query('DELETE FROM wrapped_key WHERE subject_id = $1::bigint AND bucket = $2', [key.id, key.bucket]);
  const tokens = await sql.query('DELETE FROM access_token WHERE actor = $1 RETURNING 1', [subject]);
  await sql.query("UPDATE subject_key SET status = 'DESTROYED' WHERE id = $1::bigint", [key.id]);
  const count = openings.filter(({ erased }) => !erased).length;
  await sql.query('UPDATE erasure SET openings = openings + $1::bigint WHERE entry = $2', [count, key.fencedBy]);
  const ofTokens = tokens.length > 0 ? ['access_token'] : [];
  await markDue(sql, [...dueAfter(gone), partOf('wrapped_key', key.bucket), ...ofTokens]);
  return count;
}

export async function remove(sql: Sql, refs: readonly OpeningRef[], record: NewErasureRecord): Promise<number> {
  const emptied = await sql.query<{ id: string; bucket: number; field: string }>(
    `UPDATE opening SET erased = true, checked = true FROM ${lockedRefs('NOT o.erased')} l
     WHERE opening.id = l.id RETURNING opening.id::text AS id, l.bucket, opening.field`,
    columnsOf(refs),
  );
  await removeSealed(sql, emptied);
  await sql.query('DELETE FROM name_token WHERE opening_id = ANY ($1::text[]::bigint[])', [
    emptied.map(({ id }) => id),
  ]);
  await addToRecord(sql, record, emptied.length);
  await markDue(sql, dueAfter(emptied));
  return emptied.length;
}

async function addToRecord(sql: Sql, { entry, subject, fields, at }: NewErasureRecord, count: number): Promise<void> {
  await sql.query(
    `INSERT INTO erasure AS e (entry, subject, fields, openings, at) VALUES ($1, $2, $3, $4::bigint, $5::bigint)
     ON CONFLICT (entry) DO UPDATE SET openings = e.openings + excluded.openings`,
    [entry, subject, JSON.stringify(fields), count, at],
  );
}
