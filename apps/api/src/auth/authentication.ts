import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/index.js';
import { AUTHENTICATOR, CONFIG } from '../ports.js';
import type { Authenticator } from './authenticator.port.js';
import { bearerToken } from './bearer-token.js';
import { FailedAttempts } from './failed-attempts.js';
import { ANONYMOUS, type Viewer } from './viewer.js';

export type Authentication =
  | { readonly viewer: Viewer }
  | { readonly refused: 'UNAUTHENTICATED'; readonly message: string }
  | { readonly refused: 'TOO_MANY_ATTEMPTS'; readonly message: string; readonly retryAfterSeconds: number };

const WRONG: Authentication = {
  refused: 'UNAUTHENTICATED',
  message: 'The access token is not valid. Present a valid one as "Authorization: Bearer <token>", or none.',
};
const MISSING: Authentication = {
  refused: 'UNAUTHENTICATED',
  message: 'This server is not open to the public. Present an access token as "Authorization: Bearer <token>".',
};

/** Decides who asks, the same way for HTTP, WebSocket and event streams. */
@Injectable()
export class AuthenticationService {
  readonly #failures: FailedAttempts;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
  ) {
    this.#failures = new FailedAttempts(config.authFailuresPerMinute);
  }

  /**
   * A wrong token is refused even where reading is public: whoever presents one believes to be someone, and would
   * otherwise silently see less.
   */
  async authenticate(header: unknown, address: string): Promise<Authentication> {
    const presented = bearerToken(header);
    if (presented.kind === 'none') return this.config.publicRead ? { viewer: ANONYMOUS } : MISSING;
    const retryAfterSeconds = this.#failures.secondsToWait(address);
    if (retryAfterSeconds > 0) {
      return {
        refused: 'TOO_MANY_ATTEMPTS',
        message: `Too many wrong access tokens came from this address; try again in ${retryAfterSeconds} s.`,
        retryAfterSeconds,
      };
    }
    const viewer = presented.kind === 'token' ? await this.authenticator.authenticate(presented.token) : undefined;
    if (viewer !== undefined) return { viewer };
    this.#failures.record(address);
    return WRONG;
  }
}
