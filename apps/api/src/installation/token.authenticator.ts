import { isTokenValid, tokenOf, type Actor, type RecordState, type Role } from '#domain';
import type { RecordLoader } from '#commands';
import { tokenIdOf, verifyToken, type Vault } from '#vault';
import type { Authenticator } from '../auth/authenticator.port.js';
import type { Viewer } from '../auth/viewer.js';

/** Milliseconds for which an actor's roles are taken from memory: as long as a revocation may take on another node. */
const ROLES_KEPT = 1_000;

/** A token is good if the vault knows its hash *and* the log says that it was issued and not revoked. */
export class TokenAuthenticator implements Authenticator {
  private readonly actors = new Map<string, { at: number; state: RecordState<Actor> }>();

  constructor(
    private readonly vault: Vault,
    private readonly records: RecordLoader,
    private readonly now: () => number = Date.now,
  ) {}

  async authenticate(token: string): Promise<Viewer | undefined> {
    const tokenId = tokenIdOf(token) ?? '0'.repeat(32);
    const stored = await this.vault.findToken(tokenId);
    if (!verifyToken(token, stored, this.now()) || !stored) return undefined;
    let { state } = await this.actor(stored.actor);
    // The secret is right, so what is in memory may be behind the log: the token may be of another process, just now.
    if (!tokenOf(state, tokenId)) ({ state } = await this.load(stored.actor, true));
    const issued = tokenOf(state, tokenId);
    if (!issued || !isTokenValid(issued, this.now())) return undefined;
    return { actor: stored.actor, roles: new Set(rolesOf(state)) };
  }

  private async actor(stream: string): Promise<RecordState<Actor>> {
    const kept = this.actors.get(stream);
    if (kept && this.now() - kept.at < ROLES_KEPT) return kept.state;
    return this.load(stream, kept !== undefined);
  }

  private async load(stream: string, fresh: boolean): Promise<RecordState<Actor>> {
    const { state } = await this.records.load(stream, { fresh });
    if (this.actors.size > 1_000) this.actors.clear();
    this.actors.set(stream, { at: this.now(), state: state as RecordState<Actor> });
    return state as RecordState<Actor>;
  }
}

const rolesOf = ({ roles }: Actor): Role[] => roles.map(({ value }) => value);
