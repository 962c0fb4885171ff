import type {
  MovedErasure,
  MovedKind,
  MovedOpening,
  MovedRows,
  MovedSubject,
  MovedToken,
} from '../moving/moved.rows.js';
import { bucketOf } from './bucket.js';
import { columnsOf, REFS, SAME } from './refs.js';
import type { Sql } from './sql.port.js';

type Put<Kind extends MovedKind> = (sql: Sql, rows: readonly MovedRows[Kind][]) => Promise<number>;
type Find<Kind extends MovedKind> = (sql: Sql, like: readonly MovedRows[Kind][]) => Promise<MovedRows[Kind][]>;

const text = (value: number | null): string | null => (value === null ? null : String(value));

async function putSubjects(sql: Sql, rows: readonly MovedSubject[]): Promise<number> {
  const made = await sql.query<{ id: string; subject: string; bucket: number }>(
    `INSERT INTO subject_key (subject, bucket, status, fenced_by)
     SELECT subject, bucket::smallint, status, fenced_by
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS r (subject, bucket, status, fenced_by)
     ON CONFLICT DO NOTHING RETURNING id::text AS id, subject, bucket`,
    [
      rows.map(({ subject }) => subject),
      rows.map(({ subject }) => String(bucketOf(subject))),
      rows.map(({ status }) => status),
      rows.map(({ fencedBy }) => fencedBy),
    ],
  );
  const wrapped = new Map(rows.map((row) => [row.subject, row.wrapped]));
  const keyed = made.filter(({ subject }) => wrapped.get(subject) != null);
  await sql.query(
    `INSERT INTO wrapped_key (subject_id, bucket, wrapped)
     SELECT id::bigint, bucket::smallint, wrapped
     FROM unnest($1::text[], $2::text[], $3::bytea[]) AS r (id, bucket, wrapped)`,
    [
      keyed.map(({ id }) => id),
      keyed.map(({ bucket }) => String(bucket)),
      keyed.map(({ subject }) => wrapped.get(subject)!),
    ],
  );
  return made.length;
}

async function putOpenings(sql: Sql, rows: readonly MovedOpening[]): Promise<number> {
  const made = await sql.query<{ id: string; n: number }>(
    `WITH given AS (
       SELECT event_id, path, commitment, k.id AS subject_id, field, stored_at::bigint, checked = '1' AS checked,
         erased = '1' AS erased
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         WITH ORDINALITY AS r (event_id, path, commitment, subject, field, stored_at, checked, erased, n)
       JOIN subject_key k ON k.subject = r.subject ORDER BY n
     ), made AS (
       INSERT INTO opening (event_id, path, commitment, subject_id, field, stored_at, checked, erased)
       SELECT * FROM given ON CONFLICT DO NOTHING RETURNING id, event_id, path, commitment
     )
     SELECT made.id::text AS id, r.n::float8 AS n
     FROM made JOIN unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS r (event_id, path, commitment, n)
       USING (event_id, path, commitment)`,
    [
      ...columnsOf(rows),
      rows.map(({ subject }) => subject),
      rows.map(({ field }) => field),
      rows.map(({ storedAt }) => String(storedAt)),
      rows.map(({ checked }) => (checked ? '1' : '0')),
      rows.map(({ sealed }) => (sealed === null ? '1' : '0')),
    ],
  );
  const put = made.map(({ id, n }) => ({ id, row: rows[n - 1]! }));
  const sealed = put.filter(({ row }) => row.sealed !== null);
  await sql.query(
    `INSERT INTO sealed_value (opening_id, bucket, data_key, sealed)
     SELECT id::bigint, bucket::smallint, data_key, sealed
     FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[]) AS r (id, bucket, data_key, sealed)`,
    [
      sealed.map(({ id }) => id),
      sealed.map(({ row }) => String(bucketOf(row.subject))),
      sealed.map(({ row }) => row.dataKey),
      sealed.map(({ row }) => row.sealed),
    ],
  );
  const tokens = put.flatMap(({ id, row }) => row.nameTokens.map((token) => ({ id, token })));
  await sql.query(
    `INSERT INTO name_token (token, opening_id)
     SELECT token, id::bigint FROM unnest($1::bytea[], $2::text[]) AS r (token, id) ON CONFLICT DO NOTHING`,
    [tokens.map(({ token }) => token), tokens.map(({ id }) => id)],
  );
  return made.length;
}

async function putErasures(sql: Sql, rows: readonly MovedErasure[]): Promise<number> {
  const made = await sql.query(
    `INSERT INTO erasure (entry, subject, fields, openings, at)
     SELECT entry, subject, fields, openings::bigint, at::bigint
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS r (entry, subject, fields, openings, at)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [
      rows.map(({ entry }) => entry),
      rows.map(({ subject }) => subject),
      rows.map(({ fields }) => fields),
      rows.map(({ openings }) => String(openings)),
      rows.map(({ at }) => String(at)),
    ],
  );
  return made.length;
}

async function putTokens(sql: Sql, rows: readonly MovedToken[]): Promise<number> {
  const made = await sql.query(
    `INSERT INTO access_token (token_id, actor, secret_hash, label, expires_at, revoked_at)
     SELECT token_id, actor, secret_hash, label, expires_at::bigint, revoked_at::bigint
     FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::text[])
       AS r (token_id, actor, secret_hash, label, expires_at, revoked_at)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [
      rows.map(({ tokenId }) => tokenId),
      rows.map(({ actor }) => actor),
      rows.map(({ secretHash }) => secretHash),
      rows.map(({ label }) => label),
      rows.map(({ expiresAt }) => text(expiresAt)),
      rows.map(({ revokedAt }) => text(revokedAt)),
    ],
  );
  return made.length;
}

/** Rows that are there already are left as they are. Each gives how many were not. */
export const PUT: { readonly [Kind in MovedKind]: Put<Kind> } = {
  subjects: putSubjects,
  openings: putOpenings,
  erasures: putErasures,
  tokens: putTokens,
};

async function findOpenings(sql: Sql, like: readonly MovedOpening[]): Promise<MovedOpening[]> {
  return sql.query<MovedOpening>(
    `SELECT o.event_id AS "eventId", o.path, o.commitment, k.subject, o.field, o.stored_at::float8 AS "storedAt",
       o.checked, v.data_key AS "dataKey", v.sealed,
       ARRAY (SELECT t.token FROM name_token t WHERE t.opening_id = o.id ORDER BY t.token) AS "nameTokens"
     FROM ${REFS} JOIN opening o ON ${SAME} JOIN subject_key k ON k.id = o.subject_id
       LEFT JOIN sealed_value v ON v.opening_id = o.id AND v.bucket = k.bucket`,
    columnsOf(like),
  );
}

/** The rows of the same names. */
export const FIND: { readonly [Kind in MovedKind]: Find<Kind> } = {
  subjects: (sql, like) =>
    sql.query<MovedSubject>(
      `SELECT k.subject, k.status, w.wrapped, k.fenced_by AS "fencedBy"
       FROM subject_key k LEFT JOIN wrapped_key w ON w.subject_id = k.id AND w.bucket = k.bucket
       WHERE k.subject = ANY ($1::text[])`,
      [like.map(({ subject }) => subject)],
    ),
  openings: findOpenings,
  erasures: (sql, like) =>
    sql.query<MovedErasure>(
      `SELECT entry, subject, fields, openings::float8 AS openings, at::float8 AS at FROM erasure
       WHERE entry = ANY ($1::text[])`,
      [like.map(({ entry }) => entry)],
    ),
  tokens: (sql, like) =>
    sql.query<MovedToken>(
      `SELECT token_id AS "tokenId", actor, secret_hash AS "secretHash", label, expires_at::float8 AS "expiresAt",
         revoked_at::float8 AS "revokedAt" FROM access_token WHERE token_id = ANY ($1::text[])`,
      [like.map(({ tokenId }) => tokenId)],
    ),
};
