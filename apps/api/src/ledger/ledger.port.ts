import type { LedgerReader, ThreadStatus, TimeStampFolder } from '#ledger';
import type { PublishedTree } from './published-tree.js';

/** What the shell needs of the ledger that a node keeps. */
export interface ServedLedger {
  readonly reader: LedgerReader;
  readonly published: PublishedTree;
  readonly timeStamps: TimeStampFolder;
  status(): ThreadStatus;
}
