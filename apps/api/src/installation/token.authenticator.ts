import { isTokenValid, tokenOf, type Actor, type RecordState, type Role } from '#domain';
import type { RecordLoader } from '#commands';
import { tokenIdOf, verifyToken, type Vault } from '#vault';
import type { Authenticator } from '../auth/authenticator.port.js';
import type { Viewer } from '../auth/viewer.js';

/** Milliseconds after which an actor is read anew from the log: as long as a revocation by another node may take. */
const READ_ANEW = 1_000;
const AWAY: ReadonlySet<string> = new Set(['LogUnavailableError', 'DeadlineExceededError']);

/**
 * A token is good if the vault knows its hash *and* the log says that it was issued and not revoked. Actors are taken
 * from the memory of the commands, which holds what this node has recorded: a role that was revoked here is gone with
 * the answer to whoever revoked it.
 */
export class TokenAuthenticator implements Authenticator {
  /** When each actor was last read from the log. */
  private readonly read = new Map<string, number>();

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

  /**
   * While the log is away, an actor whom this node knows is who they were: reads go on, and nothing can be written. One
   * whom it does not know stays unknown.
   */
  private async actor(stream: string): Promise<RecordState<Actor>> {
    const read = this.read.get(stream);
    if (read !== undefined && this.now() - read < READ_ANEW) return this.load(stream, false);
    try {
      return await this.load(stream, true);
    } catch (error) {
      if (read === undefined || !AWAY.has((error as Error).name)) throw error;
      // Not before the next look is due: each would wait for a log that does not answer.
      this.read.set(stream, this.now());
      return this.load(stream, false);
    }
  }

  private async load(stream: string, fresh: boolean): Promise<RecordState<Actor>> {
    const asked = this.now();
    const { state } = await this.records.load(stream, { fresh });
    if (fresh) {
      if (this.read.size > 1_000) this.read.clear();
      this.read.set(stream, asked);
    }
    return state as RecordState<Actor>;
  }
}

const rolesOf = ({ roles }: Actor): Role[] => roles.map(({ value }) => value);
