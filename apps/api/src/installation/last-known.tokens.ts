import { type Actor, isTokenValid, tokenOf } from '#domain';
import type { ReadModel } from '#read-model';
import type { Vault } from '#vault';
import type { Authenticator } from '../auth/authenticator.port.js';
import type { Viewer } from '../auth/viewer.js';
import type { LogPresence } from './log.presence.js';
import { storedToken } from './stored-token.js';

/**
 * Who asks, as far as that can be known before the log has been seen: by the vault, which all nodes share, and by this
 * node's read model. Another node may have taken a role away meanwhile, so whoever is known has none, and reads what
 * everybody may.
 */
export class LastKnownTokens implements Authenticator {
  constructor(
    private readonly vault: Pick<Vault, 'findToken'>,
    private readonly readModel: Pick<ReadModel, 'current'>,
    private readonly presence: Pick<LogPresence, 'unavailable'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** @throws LogUnavailableError where the token was issued after this node has last seen the log */
  async authenticate(token: string): Promise<Viewer | undefined> {
    const stored = await storedToken(this.vault, token, this.now());
    if (!stored) return undefined;
    const state = this.readModel.current().record<Actor>(stored.actor)?.state;
    const issued = state && tokenOf(state, stored.tokenId);
    if (!issued) throw this.presence.unavailable();
    return isTokenValid(issued, this.now()) ? { actor: stored.actor, roles: new Set() } : undefined;
  }
}
