import { parseEntryBundle, TILE_WIDTH, type TextOpening } from '#ledger/verify';
import { FILES, type ExportDescription } from '../form/export.form.js';
import { parseEntryLine, parsePersonal, parseText, type PersonalOpening } from '../form/lines.form.js';
import { BundleFindings } from '../verify/bundle.finding.js';
import type { BundleFolder } from '../verify/bundle.folder.js';
import { BundleLedgerReader } from '../verify/bundle-ledger.reader.js';
import { PlacedLines } from '../verify/opening.lines.js';

/** One entry with all that a bundle opens of it. */
export interface HeldEntry {
  readonly index: number;
  /** To the byte. */
  readonly leaf: string;
  readonly texts: readonly TextOpening[];
  readonly personal: readonly PersonalOpening[];
  /** CASE: RFC 6962 §2.1.1, to the root of the bundle's checkpoint, base64. */
  readonly proof?: readonly string[];
}

/** The entries of a bundle that was verified, in their order; one is in memory at a time, or 256 of the whole log. */
export function* heldEntries(folder: BundleFolder, description: ExportDescription): Generator<HeldEntry> {
  const findings = new BundleFindings(1);
  const isPersonal = description.personal === 'AS_DISCLOSED';
  const texts = new PlacedLines(folder, FILES.texts, parseText, findings);
  const personal = new PlacedLines(isPersonal ? folder : undefined, FILES.personal, parsePersonal, findings);
  for (const entry of entriesOf(folder, description, findings))
    yield { ...entry, texts: [...texts.at(entry.index)], personal: [...personal.at(entry.index)] };
}

function* entriesOf(
  folder: BundleFolder,
  { scope, size }: ExportDescription,
  findings: BundleFindings,
): Generator<Pick<HeldEntry, 'index' | 'leaf' | 'proof'>> {
  if (scope.kind === 'CASE') {
    yield* new PlacedLines(folder, FILES.entries, parseEntryLine, findings).all();
    return;
  }
  const reader = new BundleLedgerReader(folder, size);
  for (let first = 0; first < size; first += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, size - first);
    const entries = parseEntryBundle(reader.bundleSync(first / TILE_WIDTH, width), width);
    for (const [n, entry] of entries.entries()) yield { index: first + n, leaf: entry.toString('utf8') };
  }
}
