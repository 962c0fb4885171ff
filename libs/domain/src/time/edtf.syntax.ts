/** Digits of which some may be unspecified: `202X`, `1X`, `XX`, `07`. */
export type DigitPattern = string;

/** A time of day as written; what was not written is absent. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second?: number;
  readonly millisecond?: number;
  /** Minutes ahead of UTC; absent where the time is meant in the entry's zone. */
  readonly offset?: number;
}

interface Qualified {
  /** `~` or `%`, at any component. */
  readonly approximate: boolean;
  /** `?` or `%`, at any component. */
  readonly uncertain: boolean;
}

/** One date, date-time or season. Month and day are absent where they were not written. */
export interface EdtfDate extends Qualified {
  readonly kind: 'DATE';
  /** Four digits, more after `Y`, with a sign before years below 0; significant digits (`S2`) have become `X`. */
  readonly year: DigitPattern;
  readonly month?: DigitPattern;
  readonly day?: DigitPattern;
  /** 21 to 41, ISO 8601-2 §4.8; excludes month and day. */
  readonly season?: number;
  readonly time?: ClockTime;
}

/** `..` or nothing, in place of a date. */
export type EdtfEnd = EdtfDate | { readonly kind: 'OPEN' } | { readonly kind: 'UNKNOWN' };

/** `a/b`: it lasted from a to b. */
export interface EdtfInterval {
  readonly kind: 'INTERVAL';
  readonly start: EdtfEnd;
  readonly end: EdtfEnd;
}

/** `a..b` within a set or list. */
export interface EdtfRange {
  readonly kind: 'RANGE';
  readonly start: EdtfEnd;
  readonly end: EdtfEnd;
}

/** `[…]`: at one of these times (ONE_OF); `{…}`: at all of them (ALL_OF). */
export interface EdtfSet {
  readonly kind: 'ONE_OF' | 'ALL_OF';
  readonly members: readonly (EdtfDate | EdtfRange)[];
}

export type Edtf = EdtfDate | EdtfInterval | EdtfSet;

export const OPEN = { kind: 'OPEN' } as const;
export const UNKNOWN = { kind: 'UNKNOWN' } as const;
