import type { DatabaseSync } from 'node:sqlite';
import { WriteRefused } from '#sqlite';
import type { SubjectKeyRow, TokenRow } from '../store/vault-store.port.js';
import type { KeyWrites } from './key.writes.js';
import type { Refusal } from './vault-write.protocol.js';

export class TokenWrites {
  constructor(
    private readonly db: DatabaseSync,
    private readonly keys: KeyWrites,
  ) {}

  put(row: TokenRow, masterKeyId: string, key: SubjectKeyRow): void {
    this.keys.requireMaster(masterKeyId);
    this.keys.requireSubject(key.subject, key.wrapped);
    const { tokenId, actor, secretHash, label = null, expiresAt = null } = row;
    this.db
      .prepare(
        `INSERT INTO token (token_id, actor, secret_hash, label, expires_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(tokenId, actor, secretHash, label, expiresAt);
    const equal = this.db
      .prepare('SELECT 1 FROM token WHERE token_id = ? AND actor = ? AND secret_hash = ? AND expires_at IS ?')
      .get(tokenId, actor, secretHash, expiresAt);
    if (!equal) throw new WriteRefused<Refusal>({ kind: 'CHANGED' });
  }

  revoke(tokenId: string, at: number): void {
    this.db.prepare('UPDATE token SET revoked_at = ? WHERE token_id = ? AND revoked_at IS NULL').run(at, tokenId);
  }
}
