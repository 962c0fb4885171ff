import type { KeySet, PurposeKeyRow, SubjectKeyRow } from '../store/vault-store.port.js';
import { bucketOf, BUCKETS, partOf } from './bucket.js';
import { markDue } from './purge.js';
import { Refused } from './refused.js';
import type { Sql } from './sql.port.js';

const MASTER_LOCK = "hashtextextended('on-record/master-key/' || current_schema(), 0)";

/** An active key's place in the tables. */
export interface KeyPlace {
  readonly id: string;
  readonly bucket: number;
}

interface FoundKey extends KeyPlace {
  readonly subject: string;
  readonly status: string;
  readonly wrapped: Uint8Array | null;
}

export async function masterKeyId(sql: Sql): Promise<string | undefined> {
  return (await sql.query<{ value: string }>("SELECT value FROM setting WHERE name = 'master-key'"))[0]?.value;
}

export async function initialise(sql: Sql, id: string): Promise<string> {
  await sql.query("INSERT INTO setting VALUES ('master-key', $1) ON CONFLICT DO NOTHING", [id]);
  return (await masterKeyId(sql)) ?? id;
}

/**
 * Holds the master key still to the end of the transaction, beside others who do. An advisory lock, since a lock of the
 * row would write to it at each put. It comes before the look: a statement sees what was committed before it began.
 */
export async function requireMaster(sql: Sql, expected: string): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock_shared(${MASTER_LOCK})`);
  const current = await masterKeyId(sql);
  if (current !== expected) throw new Refused({ kind: 'OTHER_MASTER_KEY', id: current ?? 'none' });
}

/**
 * The subjects' active keys, which are the given ones or are made of them. They are locked against a fence, which then
 * waits for this transaction and finds all that it put.
 */
export async function requireSubjects(
  sql: Sql,
  keys: readonly SubjectKeyRow[],
): Promise<ReadonlyMap<string, KeyPlace>> {
  if (keys.length === 0) return new Map();
  let found = await lockKeys(sql, keys);
  const missing = keys.filter(({ subject }) => !found.has(subject));
  if (missing.length > 0) {
    await insertKeys(sql, missing);
    found = await lockKeys(sql, keys);
  }
  for (const { subject, wrapped } of keys) {
    const key = found.get(subject);
    if (key && key.status !== 'ACTIVE') throw new Refused({ kind: 'SUBJECT_ERASED', subject });
    if (!key?.wrapped || Buffer.compare(key.wrapped, wrapped) !== 0)
      throw new Refused({ kind: 'OTHER_SUBJECT_KEY', subject });
  }
  return found;
}

async function lockKeys(sql: Sql, keys: readonly SubjectKeyRow[]): Promise<Map<string, FoundKey>> {
  const rows = await sql.query<FoundKey>(
    `SELECT k.id::text AS id, k.bucket, k.subject, k.status, w.wrapped
     FROM subject_key k LEFT JOIN wrapped_key w ON w.subject_id = k.id AND w.bucket = k.bucket
     WHERE k.subject = ANY ($1::text[]) ORDER BY k.subject FOR SHARE OF k`,
    [keys.map(({ subject }) => subject)],
  );
  return new Map(rows.map((row) => [row.subject, row]));
}

/** In the order of the subjects, so that two who make the same two keys do not wait for each other. */
async function insertKeys(sql: Sql, keys: readonly SubjectKeyRow[]): Promise<void> {
  const subjects = keys.map(({ subject }) => subject);
  const made = await sql.query<{ id: string; subject: string }>(
    `INSERT INTO subject_key (subject, bucket, status)
     SELECT subject, bucket::smallint, 'ACTIVE' FROM unnest($1::text[], $2::text[]) AS r (subject, bucket)
     ORDER BY subject ON CONFLICT DO NOTHING RETURNING id::text AS id, subject`,
    [subjects, subjects.map((subject) => String(bucketOf(subject)))],
  );
  const wrapped = new Map(keys.map((key) => [key.subject, key.wrapped]));
  await sql.query(
    `INSERT INTO wrapped_key (subject_id, bucket, wrapped)
     SELECT id::bigint, bucket::smallint, wrapped
     FROM unnest($1::text[], $2::text[], $3::bytea[]) AS r (id, bucket, wrapped)`,
    [
      made.map(({ id }) => id),
      made.map(({ subject }) => String(bucketOf(subject))),
      made.map(({ subject }) => wrapped.get(subject) ?? null),
    ],
  );
}

export async function purposeKey(sql: Sql, purpose: string): Promise<PurposeKeyRow | undefined> {
  const sqlText = 'SELECT purpose, id, wrapped FROM purpose_key WHERE purpose = $1';
  return (await sql.query<PurposeKeyRow>(sqlText, [purpose]))[0];
}

export async function addPurposeKey(
  sql: Sql,
  { purpose, id, wrapped }: PurposeKeyRow,
  master: string,
): Promise<PurposeKeyRow | undefined> {
  await requireMaster(sql, master);
  await sql.query('INSERT INTO purpose_key VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [purpose, id, wrapped]);
  return purposeKey(sql, purpose);
}

export async function keys(sql: Sql): Promise<KeySet> {
  const subjects = await sql.query<SubjectKeyRow>(
    `SELECT k.subject, w.wrapped FROM subject_key k
     JOIN wrapped_key w ON w.subject_id = k.id AND w.bucket = k.bucket WHERE k.status = 'ACTIVE'`,
  );
  return { subjects, purposes: await sql.query<PurposeKeyRow>('SELECT purpose, id, wrapped FROM purpose_key') };
}

/** @throws Refused where the keys are not these any more */
export async function replaceKeys(sql: Sql, from: string, to: string, { subjects, purposes }: KeySet): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(${MASTER_LOCK})`);
  const [counted] = await sql.query<{ subjects: number; purposes: number }>(
    `SELECT (SELECT count(*) FROM subject_key WHERE status = 'ACTIVE')::float8 AS subjects,
            (SELECT count(*) FROM purpose_key)::float8 AS purposes`,
  );
  const expected = counted?.subjects === subjects.length && counted.purposes === purposes.length;
  if (!expected || (await masterKeyId(sql)) !== from) throw new Refused({ kind: 'CHANGED' });
  const changedSubjects = await sql.query(
    `UPDATE wrapped_key w SET wrapped = r.wrapped
     FROM unnest($1::text[], $2::bytea[]) AS r (subject, wrapped) JOIN subject_key k ON k.subject = r.subject
     WHERE w.subject_id = k.id AND w.bucket = k.bucket AND k.status = 'ACTIVE' RETURNING 1`,
    [subjects.map(({ subject }) => subject), subjects.map(({ wrapped }) => wrapped)],
  );
  const changedPurposes = await sql.query(
    `UPDATE purpose_key p SET wrapped = r.wrapped
     FROM unnest($1::text[], $2::text[], $3::bytea[]) AS r (purpose, id, wrapped)
     WHERE p.purpose = r.purpose AND p.id = r.id RETURNING 1`,
    [purposes.map(({ purpose }) => purpose), purposes.map(({ id }) => id), purposes.map(({ wrapped }) => wrapped)],
  );
  if (changedSubjects.length !== subjects.length || changedPurposes.length !== purposes.length)
    throw new Refused({ kind: 'CHANGED' });
  await sql.query("UPDATE setting SET value = $1 WHERE name = 'master-key'", [to]);
  const buckets = Array.from({ length: BUCKETS }, (_, bucket) => partOf('wrapped_key', bucket));
  await markDue(sql, ['purpose_key', ...buckets]);
}
