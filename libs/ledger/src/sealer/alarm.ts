/**
 * - `TREE_DAMAGED`: the ledger's own files are not what was signed.
 * - `ENTRY_CHANGED`: the log holds something else than what was sealed.
 * - `HEAD_DIFFERS`: the shared head is over another tree than this node's.
 * - `ORIGIN_DIFFERS`: the ledger is another one's, by its name.
 */
export type AlarmCode = 'TREE_DAMAGED' | 'ENTRY_CHANGED' | 'HEAD_DIFFERS' | 'ORIGIN_DIFFERS';

export interface AlarmAt {
  /** Index of the entry. */
  readonly index?: number;
  readonly eventId?: string;
}

/** Sealing stops, and does not go on by itself: to sign on top of this would be to vouch for it. */
export class LedgerAlarm extends Error {
  override readonly name = 'LedgerAlarm';
  constructor(
    readonly code: AlarmCode,
    message: string,
    readonly at: AlarmAt = {},
  ) {
    super(message);
  }
}
