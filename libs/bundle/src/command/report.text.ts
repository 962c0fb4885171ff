import type { RemovedOpening } from '../compare/removals.js';
import type { ShownBundleReport } from './run-verify-bundle.js';

/** Removals that are shown; `--json` tells more. */
const MOST_LINES = 50;

/** The report for people. */
export function bundleText(report: ShownBundleReport): string {
  const { of, findings, counts, undecided, scope } = report;
  const lines = findings.map(({ kind, message }) => `${kind}: ${message}`);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total > findings.length) lines.push(`… and ${total - findings.length} more.`);
  lines.push(...undecided.map((why) => `CANNOT TELL: ${why}`));
  if (total > 0)
    lines.push(
      `${of} does not hold: ${Object.entries(counts)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', ')}.`,
    );
  else if (scope !== null) lines.push(...whatHolds(report));
  lines.push(...ofNewer(report), ...ofKeys(report));
  return `${lines.join('\n')}\n`;
}

function whatHolds(report: ShownBundleReport): string[] {
  const { of, scope, entries, records, size, root, origin, texts, personal, checkpoints, files, bytes } = report;
  const what = scope!.kind === 'LOG' ? 'the whole log' : `${records} records around ${scope!.incidents.join(', ')}`;
  return [
    `${of} holds: ${what}, ${entries} entries, proven in the tree of ${size} entries of ${origin}, root ${root}.`,
    `${texts} texts and ${personal} personal values are what the entries commit to; no text is missing that was not withheld.`,
    `${checkpoints === 1 ? 'The checkpoint agrees' : `${checkpoints} checkpoints agree`}; ${files} files (${bytes} bytes) are as the manifest names them.`,
    ...ofReceipt(report),
  ];
}

function ofReceipt({ receipt, exportId, manifest, scope }: ShownBundleReport): string[] {
  const id = `Export ${exportId}, SHA-256 of its manifest ${manifest}`;
  if (receipt)
    return [
      `${id}: entry ${receipt.index} of the log names it, recorded ${receipt.recordedAt}, so it is whole and unchanged.`,
    ];
  return [
    `${id}: there is no receipt.json. Look for an ExportIssued with that SHA-256 in the record; without it nothing`,
    `vouches for states and schemas${scope?.kind === 'CASE' ? ', nor for entries that may follow the last held of a record' : ''}.`,
  ];
}

function ofNewer({ newer, size }: ShownBundleReport): string[] {
  if (!newer) return [];
  const { consistency, common, removed, removedTotal } = newer;
  const how = {
    PROVEN: `its tree of ${newer.size} entries begins with this one of ${size}`,
    CONTRADICTED: `its tree of ${newer.size} entries does not begin with this one of ${size}`,
    NOT_PROVABLE: `whether its tree of ${newer.size} entries begins with this one of ${size} takes the whole log, or the record's consistency proof; each is proven by itself`,
  }[consistency];
  return [
    `${newer.of}: ${how}; ${common} entries are in both, the same to the byte.`,
    ...removedText(removed, removedTotal),
  ];
}

/** What the bundle still holds, and the record does not show any more. */
export function removedText(removed: readonly RemovedOpening[], total: number): string[] {
  if (total === 0) return ['Nothing that this bundle holds has been erased or withheld since.'];
  const shown = removed.slice(0, MOST_LINES);
  return [
    `${total} of what this bundle holds has been erased or withheld since, and is not to be used any more:`,
    ...shown.map(
      ({ kind, index, path, field, subject, by }) =>
        `  ${kind} entry ${index} ${path}${subject ? `, ${field} of ${subject}` : ''}, by entry ${by.index} (${by.entry})`,
    ),
    ...(total > shown.length ? [`  … and ${total - shown.length} more.`] : []),
  ];
}

function ofKeys({ keysGiven, keys }: ShownBundleReport): string[] {
  if (keysGiven || keys.length === 0) return [];
  return [
    'The signatures were checked with the keys that the bundle names itself. Give --vkey what you know from elsewhere:',
    ...keys.map((key) => `  ${key}`),
  ];
}
