import { setTimeout } from 'node:timers/promises';
import { VaultUnavailableError } from '../vault.errors.js';
import { codeOf } from './postgres.errors.js';
import type { Sql, SqlDatabase } from './sql.port.js';

/** Milliseconds. A rewritten table cannot be read meanwhile: whoever waits for a slow reader must not hold up the others. */
const LOCK_TIMEOUT = 2_000;
/** Milliseconds: a sixteenth of a large vault. */
const PATIENCE = 10 * 60_000;
const PAUSE = 100;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Says that the tables hold removed bytes until they are rewritten. Called after the removal, in its transaction: the
 * removal holds a lock on the table, so a rewrite comes before it or takes it along, and never ends between the two.
 */
export async function markDue(sql: Sql, relations: readonly string[]): Promise<void> {
  if (relations.length === 0) return;
  await sql.query(
    'INSERT INTO purge_due SELECT relation FROM unnest($1::text[]) AS r (relation) ORDER BY relation ON CONFLICT DO NOTHING',
    [[...relations]],
  );
}

/**
 * VACUUM only makes the room of removed rows free, and leaves their bytes in it until something is written over them.
 * So what is left of a table is copied to a new file, and the old file is deleted. That does not reach the write-ahead
 * log, its archive, replicas' logs and backups: `docs/operators.md` says what becomes of those.
 * @param attempts for each table, 100 ms apart
 * @throws VaultUnavailableError where a transaction that began before the removal is still running; it can be repeated
 */
export async function purge(db: SqlDatabase, attempts: number): Promise<void> {
  const due = await db.query<{ relation: string }>('SELECT relation FROM purge_due ORDER BY relation');
  for (const { relation } of due) {
    for (let attempt = 1; !(await rewrite(db, relation)); attempt++) {
      if (attempt >= attempts) throw new VaultUnavailableError(db.where, heldUp(relation));
      await setTimeout(PAUSE);
    }
  }
}

const heldUp = (relation: string) =>
  `a transaction that began before holds erased bytes of ${relation} up: end it (pg_stat_activity, ` +
  'pg_prepared_xacts and pg_replication_slots name it) and repeat';

/** False where some removed rows had to be copied too, for a transaction that can still see them. */
async function rewrite(db: SqlDatabase, relation: string): Promise<boolean> {
  let kept = 0;
  // The server counts them in the detail of a notice: "0 dead row versions cannot be removed yet."
  const onNotice = (detail: string) => (kept += Number(/^\d+/.exec(detail)?.[0] ?? 0));
  const work = async (sql: Sql) => {
    await sql.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT}`);
    await sql.query('SELECT rewrite($1)', [relation]);
    if (kept === 0) await sql.query('DELETE FROM purge_due WHERE relation = $1', [relation]);
  };
  try {
    await db.transaction(work, { patience: PATIENCE, onNotice });
    return kept === 0;
  } catch (error) {
    if (codeOf(error) === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}
