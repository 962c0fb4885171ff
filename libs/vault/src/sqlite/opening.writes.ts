import type { DatabaseSync } from 'node:sqlite';
import { WriteRefused } from '#sqlite';
import type { OpeningRef } from '../vault.port.js';
import type { KeyWrites } from './key.writes.js';
import { blobReader, type PackedPut, type Refusal } from './vault-write.protocol.js';

const KEY = 'event_id = ? AND path = ? AND commitment = ?';
const FIELDS = 5;

const refuse = (refusal: Refusal) => new WriteRefused<Refusal>(refusal);

export class OpeningWrites {
  private readonly insert;
  private readonly addToken;
  private readonly renew;
  private readonly isErased;
  private readonly setChecked;
  private readonly drop;

  constructor(
    db: DatabaseSync,
    private readonly keys: KeyWrites,
  ) {
    this.insert = db.prepare(
      `INSERT INTO opening (event_id, path, commitment, subject_id, field, stored_at, data_key, sealed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
    this.addToken = db.prepare('INSERT OR IGNORE INTO name_token VALUES (?, ?)');
    this.renew = db.prepare(`UPDATE opening SET stored_at = max(stored_at, ?) WHERE ${KEY} AND sealed IS NOT NULL`);
    this.isErased = db.prepare(`SELECT 1 FROM opening WHERE ${KEY} AND sealed IS NULL`);
    this.setChecked = db.prepare(`UPDATE opening SET checked = 1 WHERE ${KEY}`);
    this.drop = db.prepare(`DELETE FROM opening WHERE ${KEY} AND checked = 0 AND stored_at < ?`);
  }

  /** All rows, or a refusal, which takes back what was written for it. */
  put(packed: PackedPut): void {
    this.keys.requireMaster(packed.masterKeyId);
    const blob = blobReader(packed);
    const ids = new Map(packed.subjects.map((subject) => [subject, this.keys.requireSubject(subject, blob())]));
    for (let i = 0; i * FIELDS < packed.rows.length; i++) {
      const [eventId = '', path = '', commitment = '', subject = '', field = ''] = packed.rows.slice(
        i * FIELDS,
        (i + 1) * FIELDS,
      );
      const subjectId = ids.get(subject) ?? 0;
      const written = this.insert.run(eventId, path, commitment, subjectId, field, packed.at, blob(), blob());
      if (written.changes === 0) throw refuse(this.whyNot({ eventId, path, commitment }));
      for (let n = packed.tokens[i] ?? 0; n > 0; n--) this.addToken.run(blob(), written.lastInsertRowid);
    }
    for (const ref of packed.renew) {
      if (this.renew.run(packed.at, ...keyOf(ref)).changes === 0) throw refuse(this.whyNot(ref));
    }
  }

  keep(refs: readonly OpeningRef[]): void {
    for (const ref of refs) this.setChecked.run(...keyOf(ref));
  }

  removeUnchecked(refs: readonly OpeningRef[], storedBefore: number): number {
    return refs.reduce((sum, ref) => sum + Number(this.drop.run(...keyOf(ref), storedBefore).changes), 0);
  }

  private whyNot(ref: OpeningRef): Refusal {
    return this.isErased.get(...keyOf(ref)) ? { kind: 'OPENING_ERASED', ref } : { kind: 'CHANGED' };
  }
}

function keyOf({ eventId, path, commitment }: OpeningRef): [string, string, string] {
  return [eventId, path, commitment];
}
