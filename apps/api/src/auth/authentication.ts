import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/index.js';
import { AUTHENTICATOR, CONFIG } from '../ports.js';
import type { Authenticator } from './authenticator.port.js';
import { bearerToken } from './bearer-token.js';
import { FailedAttempts } from './failed-attempts.js';
import { Turns } from './turns.js';
import { ANONYMOUS, type Viewer } from './viewer.js';

export type Authentication =
  | { readonly viewer: Viewer }
  | { readonly refused: 'UNAUTHENTICATED'; readonly message: string }
  | { readonly refused: 'TOO_MANY_ATTEMPTS'; readonly message: string; readonly retryAfterSeconds: number };

const WRONG: Authentication = {
  refused: 'UNAUTHENTICATED',
  message: 'The access token is not valid. Present a valid one as "Authorization: Bearer <token>", or none.',
};
/** Of one address: each that waits holds a connection, and has its answer soon, since a look-up is one read of the vault. */
const MOST_WAITING = 250;
const MISSING: Authentication = {
  refused: 'UNAUTHENTICATED',
  message: 'This server is not open to the public. Present an access token as "Authorization: Bearer <token>".',
};

/** Decides who asks, the same way for HTTP, WebSocket and event streams. */
@Injectable()
export class AuthenticationService {
  readonly #failures: FailedAttempts;
  readonly #turns = new Turns(MOST_WAITING);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
  ) {
    this.#failures = new FailedAttempts(config.authFailuresPerMinute);
  }

  /**
   * A wrong token is refused even where reading is public: whoever presents one believes to be someone, and would
   * otherwise silently see less. A right one is not refused for wrong ones that came from its address, which may be that
   * of many: a proxy, an office. Where there were too many, tokens are looked up one at a time, and only where more of
   * the address wait than is reasonable is one told to come again without a look.
   */
  async authenticate(header: unknown, address: string): Promise<Authentication> {
    const presented = bearerToken(header);
    if (presented.kind === 'none') return this.config.publicRead ? { viewer: ANONYMOUS } : MISSING;
    const retryAfterSeconds = this.#failures.secondsToWait(address);
    const viewer =
      presented.kind === 'token' ? await this.#look(presented.token, address, retryAfterSeconds) : undefined;
    if (viewer === 'FULL')
      return tooMany('After many wrong access tokens, more come from this address than are looked up at a time', 1);
    if (viewer !== undefined) return { viewer };
    if (retryAfterSeconds > 0)
      return tooMany('The access token is not valid, and too many such came from this address', retryAfterSeconds);
    this.#failures.record(address);
    return WRONG;
  }

  #look(token: string, address: string, suspectFor: number): Promise<Viewer | undefined | 'FULL'> {
    const look = () => this.authenticator.authenticate(token);
    return suspectFor > 0 ? this.#turns.take(address, look) : look();
  }
}

const tooMany = (what: string, retryAfterSeconds: number): Authentication => ({
  refused: 'TOO_MANY_ATTEMPTS',
  message: `${what}; try again in ${retryAfterSeconds} s.`,
  retryAfterSeconds,
});
