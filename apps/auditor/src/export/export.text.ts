import type { ExportReport } from './export-bundle.js';

/** The report for people. */
export function exportText({
  exportId,
  size,
  counts,
  incidents,
  personal,
  folder,
  sha256,
  recorded,
  receipt,
  findings,
}: ExportReport): string {
  const what =
    incidents === null
      ? 'the whole log'
      : `${incidents.length} ${incidents.length === 1 ? 'incident' : 'incidents'} with all that bears on them`;
  const lines = [
    `${folder ?? 'A bundle'} ${folder === null ? 'would hold' : 'holds'} ${what}, as of the checkpoint of ${size} entries: ` +
      `${counts.records} records, ${counts.entries} entries, ${counts.texts} texts, ` +
      (personal === 'NONE' ? 'no personal values.' : `${counts.personal} personal values.`),
    `Its id is ${exportId}.`,
  ];
  if (folder === null) lines.push('Nothing was written, and nothing recorded.');
  else {
    lines.push(
      `The SHA-256 of its manifest is ${sha256}; ${recorded?.repeated ? 'it was on record before' : 'it is on record'}, entry ${recorded?.entry}.`,
      receipt
        ? 'The proof of that entry is in the bundle (receipt.json).'
        : 'That entry is not sealed yet, so the bundle has no proof of it: export once more at the same size to add it.',
      `Verify it anywhere, without a network: node ${folder}/verify.mjs`,
    );
  }
  if (findings.length > 0)
    lines.push('It does not hold, and is of no use: the server did not tell one thing.', ...findings);
  return `${lines.join('\n')}\n`;
}
