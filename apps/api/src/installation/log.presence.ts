import { LogUnavailableError } from '#event-store';

/**
 * What a server knows of its log since it started.
 *
 * AWAY: it has not been seen, and may be another than the one of this record once it is.
 * KNOWN: it is the one; what it says is erased may still be in the vault.
 * WHOLE: that has been carried out. A log that goes away later leaves it so.
 */
export type LogState = 'AWAY' | 'KNOWN' | 'WHOLE';

const CATCHING_UP = 'it is there again; what it holds of erasures is carried out first';

/** Holds back what must not happen before the log was seen: first all use of it, then writing and personal values. */
export class LogPresence {
  private state: LogState;
  private why: string;
  private become!: () => void;
  /** Resolved once the log is known to be the one of this record. */
  readonly known = new Promise<void>((resolve) => (this.become = resolve));

  /**
   * @param where for people: without credentials
   * @param away why the log cannot be used, where it cannot
   */
  constructor(
    private readonly where: string,
    away?: string,
  ) {
    this.state = 'AWAY';
    this.why = away ?? '';
    if (away === undefined) this.isKnownNow();
  }

  get isKnown(): boolean {
    return this.state !== 'AWAY';
  }

  get isWhole(): boolean {
    return this.state === 'WHOLE';
  }

  stillAway(why: string): void {
    this.why = why;
  }

  isKnownNow(): void {
    if (this.state !== 'AWAY') return;
    this.state = 'KNOWN';
    this.why = CATCHING_UP;
    this.become();
  }

  isWholeNow(): void {
    this.state = 'WHOLE';
  }

  /** @throws LogUnavailableError */
  requireKnown(): void {
    if (!this.isKnown) throw this.unavailable();
  }

  /** @throws LogUnavailableError */
  requireWhole(): void {
    if (!this.isWhole) throw this.unavailable();
  }

  unavailable(): LogUnavailableError {
    return new LogUnavailableError(this.where, this.why);
  }
}
