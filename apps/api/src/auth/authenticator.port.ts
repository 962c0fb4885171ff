import type { Viewer } from './viewer.js';

export interface Authenticator {
  /**
   * The actor that a token belongs to, with its present roles; undefined for a token that is wrong, expired or
   * revoked. It must take the same time for all of those, and must not log the token. It throws only if the answer
   * cannot be known (the vault is unreachable).
   */
  authenticate(token: string): Promise<Viewer | undefined>;
}
