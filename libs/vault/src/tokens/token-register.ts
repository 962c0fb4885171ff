import { setImmediate } from 'node:timers/promises';
import type { SubjectKey, SubjectKeys } from '../keys/subject-keys.js';
import { seal, unseal } from '../crypto/aead.js';
import type { TokenRow, VaultStore } from '../store/vault-store.port.js';
import { SubjectErasedError, TamperedRowError, TokenConflictError, VaultUnavailableError } from '../vault.errors.js';
import type { NewToken, StoredToken } from './access-tokens.port.js';

const ROUNDS = 4;

/** Tokens as their owners see them; a label may name a person or a place, so it is sealed like one. */
export class TokenRegister {
  constructor(
    private readonly store: VaultStore,
    private readonly subjects: SubjectKeys,
  ) {}

  async put(token: NewToken): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const key = await this.subjects.forSealing(token.actor);
      const outcome = await this.store.putToken(rowOf(token, key), this.subjects.masterKeyId, {
        subject: token.actor,
        wrapped: key.wrapped,
      });
      if (outcome.kind === 'STORED') return;
      if (outcome.kind === 'CHANGED') throw new TokenConflictError(token.tokenId);
      this.subjects.drop(token.actor);
      if (outcome.kind === 'SUBJECT_ERASED') throw new SubjectErasedError(token.actor);
      // Another process made the actor's key, or the master key is changing: what is read next is what stands.
      await setImmediate();
    }
    throw new VaultUnavailableError(this.store.where, `a token met ${ROUNDS} other writers in a row: repeat it`);
  }

  async find(tokenId: string): Promise<StoredToken | undefined> {
    const row = await this.store.findToken(tokenId);
    return row && this.opened(row, undefined);
  }

  async list(actor: string): Promise<readonly StoredToken[]> {
    const rows = await this.store.listTokens(actor);
    const key = rows.some(({ label }) => label) ? await this.subjects.forSealing(actor) : undefined;
    return rows.map((row) => this.opened(row, key));
  }

  private opened({ label, ...token }: TokenRow, key: SubjectKey | undefined): StoredToken {
    if (!label || !key) return token;
    const plain = unseal(key.key, label, bound(token));
    if (!plain) throw new TamperedRowError(`of token ${token.tokenId}`);
    return { ...token, label: plain.toString('utf8') };
  }
}

function rowOf({ label, tokenId, actor, secretHash, expiresAt }: NewToken, { key }: SubjectKey): TokenRow {
  const row = { tokenId, actor, secretHash, expiresAt };
  return label === undefined ? row : { ...row, label: seal(key, Buffer.from(label, 'utf8'), bound(row)) };
}

function bound({ tokenId, actor }: { tokenId: string; actor: string }): Buffer {
  return Buffer.from(JSON.stringify(['onrecord/vault/token/1', tokenId, actor]));
}
