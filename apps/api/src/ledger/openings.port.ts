import type { TextOpening } from '#ledger';

/** The texts of entries as this node may tell them. */
export interface ServedOpenings {
  /** Whether this node has read the log up to this index (inclusive), or comes to it within a few seconds. */
  reaches(index: number): Promise<boolean>;
  /** Of `count` entries from `first` on; withheld texts are left out, at whatever moment it is read. */
  of(first: number, count: number): AsyncIterable<TextOpening>;
}
