import type { StreamName } from '#domain';

export interface StoredToken {
  /** 16 random bytes, lower-case hexadecimal; it is no secret. */
  readonly tokenId: string;
  readonly actor: StreamName;
  /** SHA-256 of the whole secret, base64url without padding. The secret itself is stored nowhere. */
  readonly secretHash: string;
  /** What its owner calls it ("newsroom laptop"); sealed with the actor's key. */
  readonly label?: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt?: number;
  /** Milliseconds since the Unix epoch. */
  readonly revokedAt?: number;
}

export type NewToken = Omit<StoredToken, 'revokedAt'>;

/** Bearer tokens: hashes live here because the log is for ever and public, and a token is neither. */
export interface AccessTokens {
  /**
   * Idempotent for an equal token; an id is never given another hash or owner.
   * @throws SubjectErasedError where the actor's data was erased
   */
  putToken(token: NewToken): Promise<void>;
  /** Revoked and expired ones too: `verifyToken` judges. Without the label, which authentication has no use for. */
  findToken(tokenId: string): Promise<StoredToken | undefined>;
  /** Repeatable; the first moment stands. Unknown ids are ignored. */
  revokeToken(tokenId: string): Promise<void>;
  listTokens(actor: StreamName): Promise<readonly StoredToken[]>;
}
