import { Findings } from '#ledger/verify';

/**
 * - `BAG`: a file that is missing, is too much, or is not the one that the manifests name. - `FORM`: something that is not
 *   written as the form says. - `STATEMENT`: `export.json`, the label or the folder says otherwise than the entries.
 * - `SIGNATURE`: a checkpoint that no key signed that is believed. - `PROOF`: a proof that does not lead from its entry to
 *   the root. - `TREE`, `CHECKPOINT`, `GAP`, `TEXT`: as `auditor verify` has them. - `PERSONAL`: a personal value that is
 *   not the one committed to. - `RECEIPT`: one that is not of this bundle. - `NEWER`: what a newer bundle contradicts.
 */
export type BundleFindingKind =
  | 'BAG'
  | 'FORM'
  | 'STATEMENT'
  | 'SIGNATURE'
  | 'PROOF'
  | 'TREE'
  | 'CHECKPOINT'
  | 'GAP'
  | 'TEXT'
  | 'PERSONAL'
  | 'RECEIPT'
  | 'NEWER';

export interface BundleFinding {
  readonly kind: BundleFindingKind;
  /** What is wrong, for people: names the file; without personal data and narrative. */
  readonly message: string;
  /** From the bundle's folder. */
  readonly file?: string;
  /** In the file, from 1. */
  readonly line?: number;
  /** Index in the ledger. */
  readonly index?: number;
  readonly eventId?: string;
  /** RFC 6901, of a text or a personal value. */
  readonly path?: string;
}

/** A file that cannot be read as what it should be; what depends on it cannot be looked at. */
export class BundleFileError extends Error {
  override readonly name = 'BundleFileError';
  constructor(readonly finding: BundleFinding & { readonly file: string }) {
    super(finding.message);
  }
}

export const fileError = (kind: BundleFindingKind, file: string, why: string): BundleFileError =>
  new BundleFileError({ kind, file, message: `${file}: ${why}` });

/** Every finding is counted, and so many are kept. */
export class BundleFindings extends Findings<BundleFinding> {}
