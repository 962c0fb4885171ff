import { TILE_WIDTH, tilePathOf, verifyLedger, type Finding, type TextOpening, type Verifier } from '#ledger/verify';
import { checkpointFile, FILES, tileFile } from '../form/export.form.js';
import { BundleLedgerReader } from './bundle-ledger.reader.js';
import { ofLedger, type ScopeChecked, type ScopeChecks } from './scope.checks.js';

/** The whole log: its tree is made anew, by what `auditor verify` uses for a server. */
export async function checkLog(
  { folder, description, findings, content, texts, onEntry }: ScopeChecks,
  verifiers: readonly Verifier[],
  known: readonly string[],
): Promise<ScopeChecked> {
  const reader = new BundleLedgerReader(folder, description.size);
  const fileOf = (index: number) => reader.entriesFile(Math.floor(index / TILE_WIDTH));
  const report = await verifyLedger(reader, {
    verifiers,
    known,
    openings: { openings: (bundle, width) => ofBundle(texts, bundle * TILE_WIDTH, width) },
    // What the bundle lacks will not come.
    patience: 0,
    onEntry: (index, entry) => {
      content.entry(index, entry, fileOf(index));
      onEntry(index);
    },
  });
  texts.end();
  content.end();
  // Where the root is another, it is the entries that were changed; else the hashes beside them.
  const isOtherTree = report.findings.some(({ newest }) => newest);
  for (const finding of report.findings) findings.add(ofLedger(finding, fileOfFinding(finding)));
  const told = report.findings.length;
  const all = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  if (all > told)
    findings.add({ kind: 'TREE', file: FILES.export, message: `${all - told} more that do not hold are not shown` });
  return { opened: report.opened ?? 0, checkpoints: report.checkpoints + 1 };

  function fileOfFinding({ kind, index, tile, size, newest }: Finding): string {
    if (kind === 'TEXT') return FILES.texts;
    if (kind === 'CHECKPOINT' || kind === 'SIGNATURE')
      return size === undefined || newest ? FILES.checkpoint : checkpointFile(size);
    if (tile && !(tile.level === 0 && isOtherTree)) return tileFile(tilePathOf(tile));
    return fileOf(index ?? 0);
  }
}

async function* ofBundle(texts: ScopeChecks['texts'], first: number, width: number): AsyncGenerator<TextOpening> {
  for (let index = first; index < first + width; index++) yield* texts.at(index);
}
