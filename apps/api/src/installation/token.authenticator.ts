import { isTokenValid, tokenOf, type Actor, type RecordState, type Role } from '#domain';
import type { RecordLoader } from '#commands';
import type { Vault } from '#vault';
import type { Authenticator } from '../auth/authenticator.port.js';
import { KNOWN_FOR } from '../auth/known-for.js';
import type { Viewer } from '../auth/viewer.js';
import { isLogAway } from './log-away.js';
import { storedToken } from './stored-token.js';

/** Milliseconds after which an actor is read anew from the log: as long as a revocation by another node may take. */
const READ_ANEW = 1_000;

/** One look at an actor's stream. */
interface Look {
  /** When the log was last asked for it. */
  readonly asked: number;
  /** When it last answered. */
  readonly answered: number;
}

/** Actors whose last look is remembered. */
const REMEMBERED = 1_000;

/**
 * A token is good if the vault knows its hash *and* the log says that it was issued and not revoked. Actors are taken
 * from the memory of the commands, which holds what this node has recorded: a role that was revoked here is gone with
 * the answer to whoever revoked it.
 */
export class TokenAuthenticator implements Authenticator {
  /** By actor, the one that was looked at last at the end. */
  private readonly looks = new Map<string, Look>();

  constructor(
    private readonly vault: Pick<Vault, 'findToken'>,
    private readonly records: Pick<RecordLoader, 'load'>,
    private readonly now: () => number = Date.now,
  ) {}

  async authenticate(token: string): Promise<Viewer | undefined> {
    const stored = await storedToken(this.vault, token, this.now());
    if (!stored) return undefined;
    const { tokenId } = stored;
    let { state } = await this.actor(stored.actor);
    // The secret is right, so what is in memory may be behind the log: the token may be of another process, just now.
    if (!tokenOf(state, tokenId)) ({ state } = await this.read(stored.actor));
    const issued = tokenOf(state, tokenId);
    if (!issued || !isTokenValid(issued, this.now())) return undefined;
    return { actor: stored.actor, roles: new Set(rolesOf(state)) };
  }

  /**
   * While the log is away, an actor whom this node has read lately is who they were: reads go on, and nothing can be
   * written. One whom it has not is unknown.
   * @throws LogUnavailableError, DeadlineExceededError
   */
  private async actor(stream: string): Promise<RecordState<Actor>> {
    const look = this.looks.get(stream);
    const isKnown = look !== undefined && this.now() - look.answered <= KNOWN_FOR;
    if (isKnown && this.now() - look.asked < READ_ANEW) return this.remembered(stream);
    try {
      return await this.read(stream);
    } catch (error) {
      if (!isKnown || !isLogAway(error)) throw error;
      // Not before the next look is due: each would wait for a log that does not answer.
      this.note(stream, { asked: this.now(), answered: look.answered });
      return this.remembered(stream);
    }
  }

  private async read(stream: string): Promise<RecordState<Actor>> {
    const asked = this.now();
    const { state } = await this.records.load(stream, { fresh: true });
    this.note(stream, { asked, answered: asked });
    return state as RecordState<Actor>;
  }

  private async remembered(stream: string): Promise<RecordState<Actor>> {
    return (await this.records.load(stream)).state as RecordState<Actor>;
  }

  private note(stream: string, look: Look): void {
    this.looks.delete(stream);
    this.looks.set(stream, look);
    const oldest = this.looks.keys().next();
    if (this.looks.size > REMEMBERED && !oldest.done) this.looks.delete(oldest.value);
  }
}

const rolesOf = ({ roles }: Actor): Role[] => roles.map(({ value }) => value);
