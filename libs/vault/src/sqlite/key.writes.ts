import type { DatabaseSync } from 'node:sqlite';
import { WriteRefused } from '#sqlite';
import type { KeySet, PurposeKeyRow, SubjectKeyRow } from '../store/vault-store.port.js';
import type { Refusal } from './vault-write.protocol.js';

const refuse = (refusal: Refusal) => new WriteRefused<Refusal>(refusal);

export class KeyWrites {
  private readonly master;
  private readonly find;
  private readonly add;
  private current: string | undefined;

  constructor(private readonly db: DatabaseSync) {
    this.master = db.prepare("SELECT value FROM setting WHERE name = 'master-key'");
    this.find = db.prepare('SELECT id, status, wrapped FROM subject_key WHERE subject = ?');
    this.add = db.prepare("INSERT INTO subject_key (subject, status, wrapped) VALUES (?, 'ACTIVE', ?)");
  }

  /** Another process may have changed the master key since the last batch. */
  refresh(): void {
    this.current = this.master.get()?.['value'] as string | undefined;
  }

  initialise(masterKeyId: string): string {
    this.db.prepare("INSERT OR IGNORE INTO setting VALUES ('master-key', ?)").run(masterKeyId);
    this.refresh();
    return this.current ?? masterKeyId;
  }

  requireMaster(masterKeyId: string): void {
    if (this.current !== masterKeyId) throw refuse({ kind: 'OTHER_MASTER_KEY', id: this.current ?? 'none' });
  }

  /** Id of the subject's active key, which is the given one or is made of it. */
  requireSubject(subject: string, wrapped: Uint8Array): number {
    const row = this.find.get(subject);
    if (!row) return Number(this.add.run(subject, wrapped).lastInsertRowid);
    if (row['status'] !== 'ACTIVE') throw refuse({ kind: 'SUBJECT_ERASED', subject });
    if (Buffer.compare(row['wrapped'] as Uint8Array, wrapped) !== 0)
      throw refuse({ kind: 'OTHER_SUBJECT_KEY', subject });
    return Number(row['id']);
  }

  addPurposeKey(row: PurposeKeyRow, masterKeyId: string): PurposeKeyRow | undefined {
    if (this.current !== masterKeyId) return undefined;
    this.db.prepare('INSERT OR IGNORE INTO purpose_key VALUES (?, ?, ?)').run(row.purpose, row.id, row.wrapped);
    const standing = this.db.prepare('SELECT purpose, id, wrapped FROM purpose_key WHERE purpose = ?').get(row.purpose);
    return standing as unknown as PurposeKeyRow;
  }

  /** True, or nothing is written. */
  replaceAll(from: string, to: string, keys: KeySet): boolean {
    if (this.current !== from || this.count() !== keys.subjects.length + keys.purposes.length) return false;
    const subject = this.db.prepare("UPDATE subject_key SET wrapped = ? WHERE subject = ? AND status = 'ACTIVE'");
    const purpose = this.db.prepare('UPDATE purpose_key SET wrapped = ? WHERE purpose = ? AND id = ?');
    const changes = [
      ...keys.subjects.map((row: SubjectKeyRow) => subject.run(row.wrapped, row.subject).changes),
      ...keys.purposes.map((row: PurposeKeyRow) => purpose.run(row.wrapped, row.purpose, row.id).changes),
    ];
    if (changes.some((changed) => Number(changed) !== 1)) throw refuse({ kind: 'CHANGED' });
    this.db.prepare("UPDATE setting SET value = ? WHERE name = 'master-key'").run(to);
    this.refresh();
    return true;
  }

  private count(): number {
    const both =
      "SELECT (SELECT count(*) FROM subject_key WHERE status = 'ACTIVE') + (SELECT count(*) FROM purpose_key)";
    return Number(Object.values(this.db.prepare(both).get() ?? {})[0]);
  }
}
