import type { EventId } from '#domain';
import type { WithheldReason } from '#vault';

export interface Disclosed {
  readonly kind: 'DISCLOSED';
  /** For people to read: the source's own word where there is one, else a label. */
  readonly value: string;
  /** Where the value is a code. */
  readonly code?: string;
}

/** Why nobody may see it now: what a reader may see is the policy's to say, and is not asked then. */
export type HeldBack = 'LOG_AWAY';

export interface Withheld {
  readonly kind: 'WITHHELD';
  /** `NOT_HELD`: policy would show it, and what answers is a copy that came without it. */
  readonly reason: WithheldReason | 'NOT_HELD' | HeldBack;
}

export interface Erased {
  readonly kind: 'ERASED';
  /** UTC, when the erasure was recorded. */
  readonly at: string;
  /** Code of the vocabulary ErasureBasis. */
  readonly basis?: string;
  readonly entry: EventId;
}

/** What a reader is given for a sealed value. Never nothing: that a value is hidden, and why, is part of the answer. */
export type PersonalValue = Disclosed | Withheld | Erased;

export const withheld = (reason: Withheld['reason']): Withheld => ({ kind: 'WITHHELD', reason });
