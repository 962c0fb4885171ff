import type { OpeningRow, PutRequest } from '../store/vault-store.port.js';
import type { OpeningRef } from '../vault.port.js';
import { partOf } from './bucket.js';
import { type KeyPlace, requireMaster, requireSubjects } from './key.writes.js';
import { markDue } from './purge.js';
import { columnsOf, lockedRefs, REFS, SAME } from './refs.js';
import { Refused, type Refusal } from './refused.js';
import type { Sql } from './sql.port.js';

const keyOf = ({ eventId, path, commitment }: OpeningRef) => JSON.stringify([eventId, path, commitment]);

/** @throws Refused, and the transaction takes back what was written */
export async function put(sql: Sql, { masterKeyId, keys, rows, renew }: PutRequest, at: number): Promise<void> {
  await requireMaster(sql, masterKeyId);
  const places = await requireSubjects(sql, keys);
  if (rows.length > 0) await insert(sql, rows, places, at);
  if (renew.length > 0) await renewAll(sql, renew, at);
}

async function insert(
  sql: Sql,
  rows: readonly OpeningRow[],
  places: ReadonlyMap<string, KeyPlace>,
  at: number,
): Promise<void> {
  const place = ({ subject }: OpeningRow) => places.get(subject) ?? { id: '0', bucket: 0 };
  // In one order for everyone: who meets a row of another waits for it, and holds none that the other will want.
  const written = await sql.query<OpeningRef & { id: string }>(
    `INSERT INTO opening (event_id, path, commitment, subject_id, field, stored_at)
     SELECT event_id, path, commitment, subject_id::bigint, field, $6::bigint
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
       AS r (event_id, path, commitment, subject_id, field)
     ORDER BY event_id, path, commitment ON CONFLICT DO NOTHING
     RETURNING id::text AS id, event_id AS "eventId", path, commitment`,
    [...columnsOf(rows), rows.map((row) => place(row).id), rows.map(({ field }) => field), at],
  );
  const ids = new Map(written.map((row) => [keyOf(row), row.id]));
  const refused = rows.find((row) => !ids.has(keyOf(row)));
  if (refused) throw new Refused(await whyNot(sql, refused));
  const idOf = (row: OpeningRow) => ids.get(keyOf(row)) ?? '0';
  await sql.query(
    `INSERT INTO sealed_value (opening_id, bucket, data_key, sealed)
     SELECT id::bigint, bucket::smallint, data_key, sealed
     FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[]) AS r (id, bucket, data_key, sealed)`,
    [
      rows.map(idOf),
      rows.map((row) => String(place(row).bucket)),
      rows.map(({ dataKey }) => dataKey),
      rows.map(({ sealed }) => sealed),
    ],
  );
  const tokens = rows.flatMap((row) => row.nameTokens.map((token) => ({ token, id: idOf(row) })));
  if (tokens.length === 0) return;
  await sql.query(
    `INSERT INTO name_token (token, opening_id)
     SELECT token, id::bigint FROM unnest($1::bytea[], $2::text[]) AS r (token, id) ON CONFLICT DO NOTHING`,
    [tokens.map(({ token }) => token), tokens.map(({ id }) => id)],
  );
}

async function renewAll(sql: Sql, refs: readonly OpeningRef[], at: number): Promise<void> {
  const renewed = await sql.query<OpeningRef>(
    `UPDATE opening SET stored_at = greatest(stored_at, $4::bigint) FROM ${lockedRefs('NOT o.erased')} l
     WHERE opening.id = l.id RETURNING event_id AS "eventId", path, commitment`,
    [...columnsOf(refs), at],
  );
  const known = new Set(renewed.map(keyOf));
  const refused = refs.find((ref) => !known.has(keyOf(ref)));
  if (refused) throw new Refused(await whyNot(sql, refused));
}

async function whyNot(sql: Sql, ref: OpeningRef): Promise<Refusal> {
  const { eventId, path, commitment } = ref;
  const erased = await sql.query(`SELECT 1 FROM ${REFS} JOIN opening o ON ${SAME} WHERE o.erased`, columnsOf([ref]));
  return erased.length > 0 ? { kind: 'OPENING_ERASED', ref: { eventId, path, commitment } } : { kind: 'CHANGED' };
}

export async function keep(sql: Sql, refs: readonly OpeningRef[]): Promise<void> {
  await sql.query(
    `UPDATE opening SET checked = true FROM ${lockedRefs('NOT o.checked')} l WHERE opening.id = l.id`,
    columnsOf(refs),
  );
}

export async function removeUnchecked(sql: Sql, refs: readonly OpeningRef[], storedBefore: number): Promise<number> {
  const gone = await sql.query<{ id: string; bucket: number; field: string }>(
    `DELETE FROM opening USING ${lockedRefs('NOT o.checked AND o.stored_at < $4::bigint')} l
     WHERE opening.id = l.id RETURNING opening.id::text AS id, l.bucket, opening.field`,
    [...columnsOf(refs), storedBefore],
  );
  await removeSealed(sql, gone);
  await markDue(sql, dueAfter(gone));
  return gone.length;
}

/** Takes data keys and ciphertexts away. */
export async function removeSealed(sql: Sql, openings: readonly KeyPlace[]): Promise<void> {
  await sql.query(
    `DELETE FROM sealed_value s USING unnest($1::text[], $2::text[]) AS r (id, bucket)
     WHERE s.opening_id = r.id::bigint AND s.bucket = r.bucket::smallint`,
    [openings.map(({ id }) => id), openings.map(({ bucket }) => String(bucket))],
  );
}

/** The tables that hold bytes of these openings, which were removed. */
export function dueAfter(openings: readonly { readonly bucket: number; readonly field: string }[]): string[] {
  const due = new Set(openings.map(({ bucket }) => partOf('sealed_value', bucket)));
  if (openings.some(({ field }) => field === 'name')) due.add('name_token');
  return [...due];
}
