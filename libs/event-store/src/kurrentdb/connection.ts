import { type Client } from './vendor.js';
import { withDeadline } from '../deadline.js';
import { LogUnavailableError } from '../event-store.errors.js';
import type { CallOptions } from '../event-store.port.js';
import type { Address } from './address.js';
import { backoff, pause } from './backoff.js';
import { isAnswer, isSilence, NO_ANSWER, reasonOf, SilenceError, typeOf } from './client-error.js';
import { Silence } from './silence.js';

/** One client for as long as it is good. */
export interface Lease {
  readonly client: Client;
  /** Aborted when the client is given up: whatever still hangs on it will not be answered. */
  readonly gone: AbortSignal;
}

export interface ConnectionOptions {
  /** Milliseconds for which a log that fails is tried again before a call is refused, and any further one at once. */
  readonly patience: number;
  /** Milliseconds without any answer, to whichever call, after which whoever waits is refused. */
  readonly silentFor: number;
  readonly connect: (address: Address) => Client;
}

export interface CallLimits extends CallOptions {
  readonly deadline: number;
  /** Milliseconds for the first attempt; after it the client counts as dead. Each silence doubles it for the next. */
  readonly attemptFor: number;
}

/** How much longer than one attempt a silence lasts at least: a call whose answer alone was lost has been repeated by then. */
const LONGER_THAN_AN_ATTEMPT = 1.6;
/** Milliseconds after such a refusal for which further calls are refused at once; then one of them tries again. */
const REFUSING = 1_000;
/** Once for each half of the client: neither tells the other. */
const REDIRECTIONS = 2;
/** Milliseconds. */
const REDIRECTION = 10;

type Attempt<T> = (lease: Lease, over: AbortSignal) => Promise<T>;

/**
 * The way to the server. The vendor's client is disposable: after an outage a call may be poisoned by a promise that it
 * keeps, its native half is dead for good where the server was down at its first read, and it stays pinned to a node
 * that died. So what fails, or is silent, for another reason than the request itself costs the client its life, and the
 * next call makes a new one, not before a pause that grows.
 *
 * A server that is frozen, or behind a line that was cut, says nothing: each call would wait for its own time to run
 * out, one after the other. So the silence is everybody's: when it has lasted, all are refused, and one call at a time
 * finds out whether it is over.
 */
export class Connection {
  private lease: (Lease & { readonly giveUp: () => void }) | undefined;
  private failures = 0;
  private failingSince: number | undefined;
  private notBefore = 0;
  private reason = '';
  private closed = false;
  private readonly silence = new Silence();

  constructor(
    readonly address: Address,
    private readonly options: ConnectionOptions,
  ) {}

  /**
   * Attempts until one succeeds. Every attempt must be safe to repeat.
   *
   * @throws {DeadlineExceededError} at the deadline, whatever the client does
   * @throws {LogUnavailableError} where the log fails for longer than `patience`, or is silent for `silentFor`
   * @throws what the server says about the request, as the client's error
   */
  async call<T>(operation: string, limits: CallLimits, attempt: Attempt<T>): Promise<T> {
    this.requireOpen();
    const over = new AbortController();
    try {
      return await withDeadline(operation, limits, () => this.attempts(limits.attemptFor, attempt, over.signal));
    } finally {
      // What still runs after a deadline is to stop trying.
      over.abort();
    }
  }

  requireOpen(): void {
    if (this.closed) throw this.unavailable('it has been closed');
  }

  unavailable(why: string): LogUnavailableError {
    return new LogUnavailableError(this.address.shown, why);
  }

  /** Whether the log has failed for so long that whoever waits is to be told. */
  get isAway(): boolean {
    return this.failingSince !== undefined && Date.now() - this.failingSince >= this.options.patience;
  }

  /** Why the last attempt failed. */
  get lastReason(): string {
    return this.reason;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.giveUp();
  }

  private async attempts<T>(attemptFor: number, attempt: Attempt<T>, over: AbortSignal): Promise<T> {
    const silentFor = Math.max(this.options.silentFor, LONGER_THAN_AN_ATTEMPT * attemptFor);
    let redirected: { readonly lease: Lease; times: number } | undefined;
    let patience = attemptFor;
    for (;;) {
      const lease = await this.current(silentFor, over);
      if (redirected?.lease !== lease) redirected = { lease, times: 0 };
      try {
        const result = await this.answer(attempt(lease, over), patience, silentFor, over);
        this.succeeded();
        return result;
      } catch (error) {
        if (error instanceof LogUnavailableError) throw error;
        if (isAnswer(error) || isOurs(error)) {
          this.succeeded();
          throw error;
        }
        over.throwIfAborted();
        // A client that was given up breaks off what it had, which is no word of the server's.
        if (!isSilence(error) && this.lease === lease) this.silence.heard();
        // A new client begins slowly (half a second for its first read): on a busy machine none would get further.
        if (error instanceof SilenceError) patience *= 2;
        // The client has learnt who leads, and would forget it with its life.
        if (typeOf(error) === 'not-leader' && redirected.times < REDIRECTIONS) {
          redirected.times += 1;
          // It changes channels in the background.
          await pause(REDIRECTION, over);
        } else this.failed(lease, error);
        if (this.silence.lasted >= silentFor) this.notBefore = Math.max(this.notBefore, Date.now() + REFUSING);
        else if (!this.isAway) continue;
        throw this.unavailable(this.reason);
      }
    }
  }

  /** Never waits for more than the timer: the client leaves promises unsettled (a silent read, a silent batch). */
  private async answer<T>(work: Promise<T>, patience: number, silentFor: number, over: AbortSignal): Promise<T> {
    const until = Date.now() + patience;
    // Whoever comes after a silence is to find out whether it is over, and has its whole time for it.
    const isFirst = this.silence.lasted >= silentFor;
    let timer: NodeJS.Timeout | undefined;
    let abandon = (): void => undefined;
    const silence = new Promise<never>((_, reject) => {
      const look = () => {
        const left = until - Date.now();
        const quiet = isFirst ? left : silentFor - this.silence.lasted;
        if (left <= 0 || quiet <= 0) reject(new SilenceError(`no answer in ${patience - Math.max(0, left)} ms`));
        else timer = setTimeout(look, Math.max(1, Math.min(left, quiet)));
      };
      abandon = () => reject(over.reason as Error);
      over.addEventListener('abort', abandon, { once: true });
      this.silence.begin();
      look();
    });
    try {
      return await Promise.race([work, silence]);
    } finally {
      this.silence.end();
      clearTimeout(timer);
      over.removeEventListener('abort', abandon);
      work.catch(() => undefined);
    }
  }

  /** The client in use, or a new one when the pause is over. */
  private async current(silentFor: number, over: AbortSignal): Promise<Lease> {
    for (;;) {
      this.requireOpen();
      over.throwIfAborted();
      const isSilent = this.silence.lasted >= silentFor;
      if (isSilent && this.silence.isAsked) throw this.unavailable(NO_ANSWER);
      if (this.lease) return this.lease;
      const wait = this.notBefore - Date.now();
      if (wait <= 0) return this.connect();
      if (this.isAway || isSilent) throw this.unavailable(this.reason);
      await pause(wait, over);
    }
  }

  private connect(): Lease {
    const gone = new AbortController();
    let client: Client;
    try {
      client = this.options.connect(this.address);
    } catch (error) {
      // Certificates that are missing, options that it does not know. Its own words may repeat the whole string.
      throw this.unavailable(`the connection string cannot be used: ${reasonOf(error, this.address)}`);
    }
    const giveUp = () => {
      gone.abort();
      // Never awaited: it hangs where a call hangs.
      void client.dispose().catch(() => undefined);
    };
    this.lease = { client, gone: gone.signal, giveUp };
    return this.lease;
  }

  private succeeded(): void {
    this.silence.heard();
    this.failures = 0;
    this.failingSince = undefined;
  }

  private failed(lease: Lease, error: unknown): void {
    this.reason = reasonOf(error, this.address);
    // Many calls fail together with one client; that is one failure.
    if (this.lease !== lease) return;
    this.lease.giveUp();
    this.lease = undefined;
    this.failures += 1;
    this.failingSince ??= Date.now();
    this.notBefore = Date.now() + backoff(this.failures);
  }

  private async giveUp(): Promise<void> {
    const { lease } = this;
    this.lease = undefined;
    lease?.giveUp();
    await Promise.resolve();
  }
}

const OURS: ReadonlySet<string> = new Set(['ConcurrencyError', 'IdempotencyConflictError', 'InvalidEventError']);
const isOurs = (error: unknown): boolean => error instanceof Error && OURS.has(error.name);
