import type { BundleFinding, BundleFindingKind } from './bundle.finding.js';
import type { ExportScope } from '../form/export.form.js';

/** What `--json` prints; the same from the command and from the single file. */
export interface BundleReport {
  /** Nothing was found that is wrong. */
  readonly holds: boolean;
  /** What the bundle says of itself; null where that cannot be read. */
  readonly form: string | null;
  readonly exportId: string | null;
  readonly log: string | null;
  readonly origin: string | null;
  readonly scope: ExportScope | null;
  /** Entries of the tree. */
  readonly size: number;
  /** Base64. */
  readonly root: string | null;
  /** SHA-256 of `manifest-sha256.txt`, hexadecimal: what the log's `ExportIssued` names. */
  readonly manifest: string | null;
  /** What was looked at. */
  readonly entries: number;
  readonly records: number;
  readonly texts: number;
  readonly personal: number;
  readonly checkpoints: number;
  readonly files: number;
  readonly bytes: number;
  /** Keys that the bundle names, and whether other ones were given to believe. */
  readonly keys: readonly string[];
  readonly keysGiven: boolean;
  /** The log's entry that names this bundle; null: states, schemas and the ends of streams are vouched for by nothing. */
  readonly receipt: {
    readonly index: number;
    readonly event: string;
    readonly recordedAt: string;
    readonly size: number;
  } | null;
  /** What could not be told, for people. Empty where all of it could. */
  readonly undecided: readonly string[];
  readonly counts: Readonly<Partial<Record<BundleFindingKind, number>>>;
  readonly findings: readonly BundleFinding[];
}
