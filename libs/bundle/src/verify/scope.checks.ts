import type { Finding, TextOpening } from '#ledger/verify';
import type { ExportDescription } from '../form/export.form.js';
import type { BundleFinding, BundleFindings } from './bundle.finding.js';
import type { BundleFolder } from './bundle.folder.js';
import type { ContentChecks } from './content.checks.js';
import type { PlacedLines } from './opening.lines.js';

/** What the checks of either scope need. */
export interface ScopeChecks {
  readonly folder: BundleFolder;
  readonly description: ExportDescription;
  readonly findings: BundleFindings;
  readonly content: ContentChecks;
  readonly texts: PlacedLines<TextOpening>;
  /** Told the index of the entry that was looked at. */
  readonly onEntry: (index: number) => void;
}

export interface ScopeChecked {
  /** Texts that are as they were committed to. */
  readonly opened: number;
  /** Checkpoints that were compared. */
  readonly checkpoints: number;
}

/** A finding of the ledger's own verification, as one of the bundle. @param file that it shows in */
export function ofLedger({ kind, message, index, eventId, path }: Finding, file: string): BundleFinding {
  // Kinds of a log that is compared with its ledger do not occur: there is no log here.
  return {
    kind: kind as BundleFinding['kind'],
    file,
    message: `${file}: ${message}`,
    ...(index !== undefined && { index }),
    ...(eventId !== undefined && { eventId }),
    ...(path !== undefined && { path }),
  };
}
