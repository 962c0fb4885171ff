/** Milliseconds without anyone asking after which what was left unanswered before says nothing of the server now. */
const FORGOTTEN = 3_000;

/**
 * For how long a server has said nothing at all, whoever asked. One call that is silent may have lost its answer, and a
 * slow server answers others: only where nobody hears anything is the way to it lost.
 */
export class Silence {
  private asking = 0;
  /** When the first of those that were not answered began; undefined where all were. */
  private since: number | undefined;
  private lastAsked = -Infinity;

  /** @param now milliseconds */
  constructor(private readonly now: () => number = Date.now) {}

  /** Somebody waits for an answer; to be ended. */
  begin(): void {
    if (!this.isRemembered) this.since = undefined;
    this.since ??= this.now();
    this.asking += 1;
  }

  /** Nobody waits for that answer any more, whether it came or not. */
  end(): void {
    this.asking -= 1;
    this.lastAsked = this.now();
  }

  /** The server has said something, be it a refusal. */
  heard(): void {
    this.since = this.asking > 0 ? this.now() : undefined;
  }

  get isAsked(): boolean {
    return this.asking > 0;
  }

  /** Milliseconds for which nothing was heard although it was asked. */
  get lasted(): number {
    return this.since !== undefined && this.isRemembered ? this.now() - this.since : 0;
  }

  private get isRemembered(): boolean {
    return this.asking > 0 || this.now() - this.lastAsked <= FORGOTTEN;
  }
}
