import type { DatabaseSync } from 'node:sqlite';
import type { NewErasureRecord } from '../store/vault-store.port.js';
import type { OpeningRef } from '../vault.port.js';

const KEY = 'event_id = ? AND path = ? AND commitment = ?';

/** Erasures are rare: their statements are prepared when they are needed. */
export class ErasureWrites {
  constructor(private readonly db: DatabaseSync) {}

  fence(record: NewErasureRecord): void {
    // A subject that the vault never met gets a row too, with an empty key, so that no key is ever made for it.
    this.db
      .prepare(
        `INSERT INTO subject_key (subject, status, wrapped, fenced_by) VALUES (?, 'FENCED', x'', ?)
         ON CONFLICT DO UPDATE SET status = 'FENCED', fenced_by = excluded.fenced_by WHERE status = 'ACTIVE'`,
      )
      .run(record.subject, record.entry);
    this.record(record, 0);
  }

  destroy(subject: string): number {
    const key = this.db
      .prepare("SELECT id, fenced_by FROM subject_key WHERE subject = ? AND status = 'FENCED'")
      .get(subject);
    if (!key) return 0;
    const id = Number(key['id']);
    const counted = this.db
      .prepare('SELECT count(*) AS n FROM opening WHERE subject_id = ? AND sealed IS NOT NULL')
      .get(id);
    const openings = Number(counted?.['n']);
    this.db.prepare('DELETE FROM opening WHERE subject_id = ?').run(id);
    this.db.prepare('DELETE FROM token WHERE actor = ?').run(subject);
    this.db.prepare("UPDATE subject_key SET status = 'DESTROYED', wrapped = NULL WHERE id = ?").run(id);
    this.db
      .prepare('UPDATE erasure SET openings = openings + ? WHERE entry = ?')
      .run(openings, key['fenced_by'] as string);
    return openings;
  }

  remove(refs: readonly OpeningRef[], record: NewErasureRecord): number {
    const dropNames = this.db.prepare(
      `DELETE FROM name_token WHERE opening_id IN (SELECT id FROM opening WHERE ${KEY})`,
    );
    const empty = this.db.prepare(
      `UPDATE opening SET data_key = NULL, sealed = NULL, checked = 1 WHERE ${KEY} AND sealed IS NOT NULL`,
    );
    let removed = 0;
    for (const { eventId, path, commitment } of refs) {
      dropNames.run(eventId, path, commitment);
      removed += Number(empty.run(eventId, path, commitment).changes);
    }
    this.record(record, removed);
    return removed;
  }

  private record({ entry, subject, fields, at }: NewErasureRecord, openings: number): void {
    this.db
      .prepare(
        `INSERT INTO erasure (entry, subject, fields, openings, at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET openings = openings + excluded.openings`,
      )
      .run(entry, subject, JSON.stringify(fields), openings, at);
  }
}
