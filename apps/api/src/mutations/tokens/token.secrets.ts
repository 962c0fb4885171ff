import { type AccessTokens, mintToken, TokenConflictError } from '#vault';
import type { StreamName } from '#domain';

export interface TokenOnRecord {
  /** 32 lower-case hexadecimal digits. */
  readonly tokenId: string;
  readonly actor: StreamName;
  readonly label?: string;
  /** UTC. */
  readonly expires?: string;
}

/** What makes tokens on record work: their hashes in the vault. */
export class TokenSecrets {
  constructor(private readonly vault: Pick<AccessTokens, 'putToken' | 'revokeToken'>) {}

  /**
   * The secret of a token on record, made now; undefined where it has one, since that is not kept anywhere. A token
   * gets at most one secret ever, whoever asks for it at the same time: the vault never gives an id another hash.
   */
  async make({ tokenId, actor, label, expires }: TokenOnRecord): Promise<string | undefined> {
    const { secret, hash } = mintToken(tokenId);
    const expiresAt = expires === undefined ? undefined : Date.parse(expires);
    try {
      await this.vault.putToken({ tokenId, actor, secretHash: hash, label, expiresAt });
      return secret;
    } catch (error) {
      if (error instanceof TokenConflictError) return undefined;
      throw error;
    }
  }

  /**
   * Ends a token. One whose secret was never made gets one that nobody is told, so that repeating the command that
   * issued it cannot bring it to life afterwards.
   */
  async end(token: TokenOnRecord): Promise<void> {
    await this.make(token);
    await this.vault.revokeToken(token.tokenId);
  }
}
