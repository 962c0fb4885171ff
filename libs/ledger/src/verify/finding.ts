import type { TileRef } from '../merkle/tile.js';

/**
 * - `MISSING`: sealed, and not in the log. - `CHANGED`: in the log otherwise than it was sealed.
 * - `EXTRA`: in the log, never sealed, and either before the end of what is sealed or no event that could be. - `REORDERED`: both hold it, at another place.
 * - `GAP`: a stream's revisions do not follow each other. - `TEXT`: a text that is not the one committed to, or is gone
 *   without a `TextWithheld`. - `TREE`: hashes that do not follow from the entries. - `CHECKPOINT`: one that is over
 *   another tree than the entries make. - `SIGNATURE`: one that no known key signed, or that cannot be read.
 */
export type FindingKind =
  'MISSING' | 'CHANGED' | 'EXTRA' | 'REORDERED' | 'GAP' | 'TEXT' | 'TREE' | 'CHECKPOINT' | 'SIGNATURE';

export interface Finding {
  readonly kind: FindingKind;
  /** What is wrong, for people; without personal data and narrative. */
  readonly message: string;
  /** Index in the ledger. */
  readonly index?: number;
  readonly eventId?: string;
  readonly stream?: string;
  readonly revision?: number;
  /** RFC 6901, of a text or a member of the leaf. */
  readonly path?: string;
  /** Size of a checkpoint, and whether it is the newest, of the whole tree, rather than one of those listed. */
  readonly size?: number;
  readonly newest?: true;
  /** Where hashes of the tree are that do not follow from the entries. */
  readonly tile?: TileRef;
}

/** Every finding is counted; so many are kept, since a log can be wrong from its first event to its last. */
export class Findings<F extends { readonly kind: string } = Finding> {
  readonly kept: F[] = [];
  readonly counts: Partial<Record<F['kind'], number>> = {};
  total = 0;

  constructor(private readonly most: number) {}

  add(finding: F): void {
    const kind: F['kind'] = finding.kind;
    this.total += 1;
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    if (this.kept.length < this.most) this.kept.push(finding);
  }
}
