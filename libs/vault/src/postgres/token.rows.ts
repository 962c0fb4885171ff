import type { SubjectKeyRow, TokenRow } from '../store/vault-store.port.js';
import { requireMaster, requireSubjects } from './key.writes.js';
import { Refused } from './refused.js';
import type { Sql } from './sql.port.js';

const COLUMNS = `
  token_id AS "tokenId", actor, secret_hash AS "secretHash", label, expires_at::float8 AS "expiresAt",
  revoked_at::float8 AS "revokedAt"`;

/** @throws Refused */
export async function putToken(sql: Sql, row: TokenRow, masterKeyId: string, key: SubjectKeyRow): Promise<void> {
  await requireMaster(sql, masterKeyId);
  await requireSubjects(sql, [key]);
  const { tokenId, actor, secretHash, label = null, expiresAt = null } = row;
  await sql.query(
    `INSERT INTO access_token (token_id, actor, secret_hash, label, expires_at) VALUES ($1, $2, $3, $4, $5::bigint)
     ON CONFLICT DO NOTHING`,
    [tokenId, actor, secretHash, label, expiresAt],
  );
  const equal = await sql.query(
    `SELECT 1 FROM access_token WHERE token_id = $1 AND actor = $2 AND secret_hash = $3
     AND expires_at IS NOT DISTINCT FROM $4::bigint`,
    [tokenId, actor, secretHash, expiresAt],
  );
  if (equal.length === 0) throw new Refused({ kind: 'CHANGED' });
}

export async function findToken(sql: Sql, tokenId: string): Promise<TokenRow | undefined> {
  const [row] = await sql.query<Row>(`SELECT ${COLUMNS} FROM access_token WHERE token_id = $1`, [tokenId]);
  return row && withoutNulls(row);
}

export async function listTokens(sql: Sql, actor: string): Promise<readonly TokenRow[]> {
  const rows = await sql.query<Row>(`SELECT ${COLUMNS} FROM access_token WHERE actor = $1 ORDER BY token_id`, [actor]);
  return rows.map(withoutNulls);
}

export async function revokeToken(sql: Sql, tokenId: string, at: number): Promise<void> {
  await sql.query('UPDATE access_token SET revoked_at = $1::bigint WHERE token_id = $2 AND revoked_at IS NULL', [
    at,
    tokenId,
  ]);
}

type Row = Record<string, unknown>;

const withoutNulls = (row: Row) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as TokenRow;
