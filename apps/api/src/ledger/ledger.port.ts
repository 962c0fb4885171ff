import type { LedgerReader, ThreadStatus } from '#ledger';

/** What the shell needs of the ledger that a node keeps. */
export interface ServedLedger {
  readonly reader: LedgerReader;
  status(): ThreadStatus;
}
