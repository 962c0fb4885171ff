import type { NameRow } from '../store/vault-store.port.js';
import { type NameCursor, readCursor, writeCursor } from './name.cursor.js';
import type { Sql } from './sql.port.js';

interface TokenRow {
  readonly server: string;
  readonly horizon: string;
  /** Null where there is none: the row then tells of the server alone. */
  readonly token: Uint8Array | null;
  readonly written: string;
  readonly opening: string;
}

// One statement, so one snapshot: the horizon is that of what the page was read from.
const PAGE = `
  WITH now AS MATERIALIZED (
    SELECT pg_postmaster_start_time()::text AS server, pg_snapshot_xmin(pg_current_snapshot()) AS horizon,
           pg_snapshot_xmax(pg_current_snapshot()) AS head
  )
  SELECT now.server, now.horizon::text AS horizon, t.token, t.written::text AS written, t.opening_id::text AS opening
  FROM now LEFT JOIN LATERAL (
    SELECT token, written, opening_id FROM name_token
    WHERE (written, opening_id) >= ($1::text::xid8, $2::text::bigint) AND ($3 OR written < now.head)
    ORDER BY written, opening_id LIMIT $4
  ) t ON true`;

export async function nameTokensSince(
  sql: Sql,
  text: string | undefined,
  limit: number,
): Promise<{ readonly tokens: readonly Uint8Array[]; readonly cursor: string | undefined }> {
  const cursor = readCursor(text);
  const rows = await page(sql, cursor, limit);
  const server = rows[0]?.server ?? '';
  if (cursor && cursor.server !== server) return nameTokensSince(sql, undefined, limit);
  const found = rows.filter((row) => row.token !== null);
  const begins = cursor === undefined || cursor.opening === '0';
  const horizon = begins ? (rows[0]?.horizon ?? '0') : cursor.horizon;
  const last = found.at(-1);
  const next: NameCursor =
    last && found.length >= limit
      ? { server, horizon, written: last.written, opening: last.opening, pass: cursor?.pass ?? 'FIRST' }
      : { server, horizon, written: horizon, opening: '0', pass: 'LATER' };
  return { tokens: found.flatMap(({ token }) => token ?? []), cursor: writeCursor(next) };
}

const page = (sql: Sql, cursor: NameCursor | undefined, limit: number) =>
  sql.query<TokenRow>(PAGE, [
    cursor?.written ?? '0',
    cursor?.opening ?? '0',
    (cursor?.pass ?? 'FIRST') === 'FIRST',
    limit,
  ]);

/** In the order of the first token's index, so that the limit ends the look-up: some names are shared by thousands. */
export function namesWith(sql: Sql, tokens: readonly Uint8Array[], limit: number): Promise<NameRow[]> {
  const each = tokens
    .slice(1)
    .map((_, i) => `AND EXISTS (SELECT FROM name_token t WHERE t.token = $${i + 3} AND t.opening_id = t0.opening_id)`);
  return sql.query<NameRow>(
    `SELECT o.id::text AS name, k.subject FROM name_token t0
     JOIN opening o ON o.id = t0.opening_id JOIN subject_key k ON k.id = o.subject_id
     WHERE t0.token = $2 ${each.join(' ')} AND k.status = 'ACTIVE' ORDER BY t0.opening_id LIMIT $1`,
    [limit, ...tokens],
  );
}

/** By way of the few subjects' names: a token such as "Maria" has thousands. */
export function namesOfSubjectsWith(
  sql: Sql,
  tokens: readonly Uint8Array[],
  among: readonly string[],
  limit: number,
): Promise<NameRow[]> {
  const each = tokens.map(
    (_, i) => `AND EXISTS (SELECT FROM name_token t WHERE t.token = $${i + 3} AND t.opening_id = o.id)`,
  );
  return sql.query<NameRow>(
    `SELECT o.id::text AS name, k.subject FROM subject_key k JOIN opening o ON o.subject_id = k.id
     WHERE k.subject = ANY ($2::text[]) AND k.status = 'ACTIVE' AND o.field = 'name' AND NOT o.erased
     ${each.join(' ')} LIMIT $1`,
    [limit, among, ...tokens],
  );
}
